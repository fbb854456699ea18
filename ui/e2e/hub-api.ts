import { type APIRequestContext, expect } from "@playwright/test";
import { environment } from "./environment";
import { noteSecret } from "./secrets";

const asOperator = { Authorization: `Bearer ${environment.rootKey}` };

/** What the product's own back end asks the hub. */
export async function verifyKey(request: APIRequestContext, key: string, asked: object = {}) {
  const answer = await request.post("/api/keys/verify", {
    data: { key, ...asked },
    headers: asOperator,
  });
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

/** Publishes events of one type, all or none; `data` makes each from its place. */
export async function publishBatch(
  request: APIRequestContext,
  type: string,
  count: number,
  data: (place: number) => unknown,
) {
  const { organization } = await (await request.get("/api/session")).json();
  const events = Array.from({ length: count }, (_, place) => ({
    organizationId: organization.id,
    type,
    data: data(place),
  }));
  const answer = await request.post("/api/events/batch", {
    data: { events },
    headers: asOperator,
  });
  expect(answer.status()).toBe(202);
}

export interface CreatedKey {
  id: string;
  name: string;
  key: string;
}

/** Creates a key as the one who is logged in; what isn't given is as harmless as can be. */
export async function createKey(
  request: APIRequestContext,
  name: string,
  settings: { rateLimitPerHour?: number; ipAllowlist?: string[] } = {},
): Promise<CreatedKey> {
  const answer = await request.post("/api/organizations/api-keys", {
    headers: await csrfHeader(request),
    data: { name, scopes: ["recordings:read"], expiresIn: "7d", ...settings },
  });
  expect(answer.status()).toBe(201);
  const created: CreatedKey = await answer.json();
  noteSecret(created.key);
  return created;
}

export async function readKey(request: APIRequestContext, id: string) {
  const answer = await request.get(`/api/organizations/api-keys/${id}`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

export async function readWebhook(request: APIRequestContext, id: string) {
  const answer = await request.get(`/api/organizations/webhooks/${id}`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

export async function readStats(request: APIRequestContext, id: string) {
  const answer = await request.get(`/api/organizations/api-keys/${id}/stats`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

/** Use is written once a second; until then a key reads as unused, and revoking asks for less. */
export async function untilUsed(request: APIRequestContext, id: string) {
  await expect
    .poll(async () => (await readKey(request, id)).lastUsedAt, { timeout: 5_000, intervals: [100] })
    .not.toBeNull();
}

async function csrfHeader(request: APIRequestContext) {
  const { csrfToken } = await (await request.get("/api/session")).json();
  return { "X-CSRF-Token": csrfToken };
}

/** Creates a webhook as the one who is logged in and returns its id. */
export async function createWebhook(
  request: APIRequestContext,
  name: string,
  different: object = {},
): Promise<string> {
  return create(request, { name, ...different });
}

/** Creates one where nothing listens and that doesn't try again, so that deliveries fail for good. */
export async function createFailingWebhook(
  request: APIRequestContext,
  name: string,
  events: string[],
): Promise<string> {
  return create(request, {
    name,
    url: "https://127.0.0.1:1/hooks",
    events,
    retry: { enabled: false },
  });
}

/** An organization has room for 50, and many tests make theirs under the same name. */
async function deleteNamed(request: APIRequestContext, name: string) {
  const list = await request.get("/api/organizations/webhooks?limit=100");
  for (const webhook of (await list.json()).data) {
    if (webhook.name === name) {
      await request.delete(`/api/organizations/webhooks/${webhook.id}`, {
        headers: await csrfHeader(request),
      });
    }
  }
}

async function create(
  request: APIRequestContext,
  settings: { name: string; [setting: string]: unknown },
): Promise<string> {
  await deleteNamed(request, settings.name);
  const answer = await request.post("/api/organizations/webhooks", {
    headers: await csrfHeader(request),
    data: {
      url: environment.receiverUrl,
      events: ["recording.completed"],
      headers: [],
      retry: { enabled: true, maxRetries: 7, timeoutSeconds: 15 },
      enabled: true,
      ...settings,
    },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()).id;
}
