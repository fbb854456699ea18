import { type APIRequestContext, expect } from "@playwright/test";
import { environment } from "./environment";

const asOperator = { Authorization: `Bearer ${environment.rootKey}` };

/** What the product's own back end asks the hub. */
export async function verifyKey(request: APIRequestContext, key: string) {
  const answer = await request.post("/api/keys/verify", { data: { key }, headers: asOperator });
  expect(answer.status()).toBe(200);
  return answer.json();
}

export async function publishEvent(request: APIRequestContext, data: unknown) {
  const session = await (await request.get("/api/session")).json();
  const answer = await request.post("/api/events", {
    data: { organizationId: session.organization.id, type: "recording.completed", data },
    headers: asOperator,
  });
  expect(answer.status()).toBe(202);
}

/** Creates a webhook as the one who is logged in and returns its id. */
export async function createWebhook(request: APIRequestContext, name: string): Promise<string> {
  const { csrfToken } = await (await request.get("/api/session")).json();
  const answer = await request.post("/api/organizations/webhooks", {
    headers: { "X-CSRF-Token": csrfToken },
    data: {
      name,
      url: environment.receiverUrl,
      events: ["recording.completed"],
      headers: [],
      retry: { enabled: true, maxRetries: 7, timeoutSeconds: 15 },
      enabled: true,
    },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()).id;
}
