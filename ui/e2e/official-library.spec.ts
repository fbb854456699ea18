import { createPublicKey, verify } from "node:crypto";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { environment } from "./environment";
import { type Received, untilReceived } from "./received";

const data = { title: "Gr\u00fc\u00dfe \ud83d\ude00 <&>", seconds: 1.5 };

test("the official library accepts what arrives, by either secret of an overlap", async ({
  request,
}) => {
  const hub = await openHub(request);
  const path = `/hooks/official-${Date.now()}`;
  const { id, secret: original } = await hub.post("webhooks", {
    name: "Official library",
    url: new URL(path, environment.receiverUrl).href,
    events: ["recording.completed"],
  });

  await test.step("by the only secret", async () => {
    await hub.publish();
    expectAccepted(original, await untilReceived(path, 1));
  });

  const { secret: current } = await hub.post(`webhooks/${id}/rotate-secret`, { overlapHours: 24 });
  await test.step("by the current and by the former secret, each by itself", async () => {
    await hub.publish();
    const during = await untilReceived(path, 2);
    expectAccepted(current, during);
    expectAccepted(original, during);
    expectRefused(current, { ...during, body: Buffer.from(`${during.body} `) });
    expectRefused(`whsec_${Buffer.alloc(24, 7).toString("base64")}`, during);
  });

  await test.step("a signed test; a tampered or an unsigned one is refused", async () => {
    await hub.post(`webhooks/${id}/test`, { event: "recording.completed", payload: data });
    expectAccepted(current, await untilReceived(path, 3));
    for (const [place, signature] of ["tampered", "unsigned"].entries()) {
      await hub.post(`webhooks/${id}/test`, { event: "recording.completed", signature });
      expectRefused(current, await untilReceived(path, 4 + place));
    }
  });

  await test.step("v1a by its public key, and v1 by the former secret beside it", async () => {
    await hub.post(`webhooks/${id}/rotate-secret`, { overlapHours: 24, signatureScheme: "v1a" });
    const { publicKey } = await hub.get(`webhooks/${id}`);
    await hub.publish();
    const during = await untilReceived(path, 6);
    expectAccepted(current, during);
    expectAccepted(original, during);
    expect(isSignedV1a(publicKey, during)).toBe(true);
    expect(isSignedV1a(publicKey, { ...during, body: Buffer.from(`${during.body} `) })).toBe(false);
  });
});

function expectAccepted(secret: string, { body, headers }: Received) {
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: "recording.completed" });
}

function expectRefused(secret: string, { body, headers }: Received) {
  expect(() => new Webhook(secret).verify(body, headers)).toThrow();
}

/** As the specification says: the official libraries know `v1` alone. */
function isSignedV1a(publicKey: string, { body, headers }: Received): boolean {
  const raw = Buffer.from(publicKey.replace(/^whpk_/, ""), "base64");
  const jwk = { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const head = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`;
  return (headers["webhook-signature"] ?? "")
    .split(" ")
    .filter((signature) => signature.startsWith("v1a,"))
    .map((signature) => Buffer.from(signature.slice("v1a,".length), "base64"))
    .some((signature) => verify(null, Buffer.concat([Buffer.from(head), body]), key, signature));
}

/** The hub's API as the product's back end uses it, in the only organization. */
async function openHub(request: APIRequestContext) {
  const asOperator = { Authorization: `Bearer ${environment.rootKey}` };
  const listed = await request.get("/api/admin/organizations", { headers: asOperator });
  const organizationId: string = (await listed.json()).data[0].id;
  const headers = { ...asOperator, "X-Organization-Id": organizationId };
  return {
    async get(path: string) {
      return (await request.get(`/api/organizations/${path}`, { headers })).json();
    },
    async post(path: string, body: object) {
      const answer = await request.post(`/api/organizations/${path}`, { headers, data: body });
      expect(answer.ok(), await answer.text()).toBe(true);
      return answer.json();
    },
    async publish() {
      const event = { organizationId, type: "recording.completed", data };
      const answer = await request.post("/api/events", { headers: asOperator, data: event });
      expect(answer.status()).toBe(202);
    },
  };
}
