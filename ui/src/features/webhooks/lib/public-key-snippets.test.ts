import * as crypto from "node:crypto";
import { generateKeyPairSync, sign } from "node:crypto";
import { expect, it } from "vitest";
import { publicKeySnippets } from "./public-key-snippets";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const raw = publicKey.export({ format: "der", type: "spki" }).subarray(12);

/** The function that the snippet for Node exports. */
function checkOfNode(): (headers: Record<string, string>, body: Buffer) => boolean {
  const { code = "" } = publicKeySnippets.find(({ language }) => language === "Node") ?? {};
  const script = code.replace(/^import.*$/m, "").replace("export function", "return function");
  const process = { env: { WEBHOOK_PUBLIC_KEY: `whpk_${raw.toString("base64")}` } };
  return new Function("createPublicKey", "verify", "process", script)(
    crypto.createPublicKey,
    crypto.verify,
    process,
  );
}

function signed(body: string, seconds: number) {
  const signature = sign(null, Buffer.from(`msg_1.${seconds}.${body}`), privateKey);
  return {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(seconds),
    "webhook-signature": `v1,c29tZXRoaW5n v1a,${signature.toString("base64")}`,
  };
}

it("has code for Node that takes the hub's signatures and no others", () => {
  const isGenuine = checkOfNode();
  const now = Math.floor(Date.now() / 1000);
  expect(isGenuine(signed("{}", now), Buffer.from("{}"))).toBe(true);
  expect(isGenuine(signed("{}", now), Buffer.from("{} "))).toBe(false);
  expect(isGenuine(signed("{}", now - 600), Buffer.from("{}"))).toBe(false);
});
