import type { Snippet } from "./verification-snippets";

/** How a receiver checks an Ed25519 signature by the webhook's public key (`whpk_…`). */
export const publicKeySnippets: Snippet[] = [
  {
    language: "Java",
    hint: "Java 15 or later; refuse also timestamps that are more than five minutes off.",
    code: `var decoder = Base64.getDecoder();
var spki = HexFormat.of().parseHex("302a300506032b6570032100");
var key = decoder.decode(System.getenv("WEBHOOK_PUBLIC_KEY").substring("whpk_".length()));
var encoded = ByteBuffer.allocate(44).put(spki).put(key).array();
var publicKey = KeyFactory.getInstance("Ed25519")
    .generatePublic(new X509EncodedKeySpec(encoded));

// id, timestamp, signatures: webhook-id, webhook-timestamp and webhook-signature
// body: the request's bytes as they came
boolean genuine = false;
for (String signature : signatures.split(" ")) {
  if (!signature.startsWith("v1a,")) continue;
  var verifier = Signature.getInstance("Ed25519");
  verifier.initVerify(publicKey);
  verifier.update((id + "." + timestamp + ".").getBytes(UTF_8));
  verifier.update(body);
  genuine |= verifier.verify(decoder.decode(signature.substring(4)));
}`,
  },
  {
    language: "Node",
    hint: "No package needed.",
    code: `import { createPublicKey, verify } from "node:crypto";

const spki = Buffer.from("302a300506032b6570032100", "hex");
const raw = Buffer.from(process.env.WEBHOOK_PUBLIC_KEY.slice("whpk_".length), "base64");
const key = createPublicKey({
  key: Buffer.concat([spki, raw]), format: "der", type: "spki",
});

// body: a Buffer of the request's body as it came
export function isGenuine(headers, body) {
  const time = headers["webhook-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - time) < 300)) return false;
  const signed = Buffer.concat([Buffer.from(\`\${headers["webhook-id"]}.\${time}.\`), body]);
  return headers["webhook-signature"].split(" ").some((signature) =>
    signature.startsWith("v1a,") &&
    verify(null, signed, key, Buffer.from(signature.slice(4), "base64")));
}`,
  },
  {
    language: "Python",
    hint: "pip install cryptography",
    code: `import os, time
from base64 import b64decode
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

raw = b64decode(os.environ["WEBHOOK_PUBLIC_KEY"].removeprefix("whpk_"))
key = Ed25519PublicKey.from_public_bytes(raw)

# body: the request's bytes as they came
def is_genuine(headers, body):
    sent = headers["webhook-timestamp"]
    if abs(time.time() - int(sent)) > 300:
        return False
    signed = f"{headers['webhook-id']}.{sent}.".encode() + body
    for signature in headers["webhook-signature"].split():
        scheme, _, value = signature.partition(",")
        if scheme != "v1a":
            continue
        try:
            key.verify(b64decode(value), signed)
            return True
        except InvalidSignature:
            pass
    return False`,
  },
  {
    language: "Shell",
    hint: "Checks a request that you kept, its body in body.json. Only the hub can sign one.",
    code: `# id, time, signature: webhook-id, webhook-timestamp, and
# webhook-signature's part after "v1a,"
{ printf 302a300506032b6570032100 | xxd -r -p
  printf %s "\${WEBHOOK_PUBLIC_KEY#whpk_}" | base64 -d; } > key.der
{ printf %s "$id.$time."; cat body.json; } > signed
printf %s "$signature" | base64 -d > signature.bin
openssl pkeyutl -verify -pubin -keyform DER -inkey key.der \\
  -rawin -in signed -sigfile signature.bin`,
  },
];
