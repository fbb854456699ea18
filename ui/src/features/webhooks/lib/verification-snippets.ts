export interface Snippet {
  language: "Java" | "Node" | "Python" | "curl" | "Shell";
  /** Where the library comes from, or what the code is for. */
  hint: string;
  code: string;
}

/** How a receiver checks a signature. The secret comes from its environment: code is no place for it. */
export const verificationSnippets: Snippet[] = [
  {
    language: "Java",
    hint: "Maven: com.standardwebhooks:standardwebhooks",
    code: `import com.standardwebhooks.Webhook;

var webhook = new Webhook(System.getenv("WEBHOOK_SECRET"));

// body: the request's body as it came, before any JSON is read
// headers: its java.net.http.HttpHeaders
webhook.verify(body, headers); // throws WebhookVerificationException`,
  },
  {
    language: "Node",
    hint: "npm install standardwebhooks",
    code: `import express from "express";
import { Webhook } from "standardwebhooks";

const app = express();
const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const rawBody = express.raw({ type: "application/json" });

app.post("/hooks", rawBody, (request, response) => {
  try {
    const event = webhook.verify(request.body.toString(), request.headers);
    response.sendStatus(204);
  } catch {
    response.sendStatus(401);
  }
});`,
  },
  {
    language: "Python",
    hint: "pip install standardwebhooks",
    code: `import os
from flask import Flask, request
from standardwebhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
webhook = Webhook(os.environ["WEBHOOK_SECRET"])

@app.post("/hooks")
def receive():
    try:
        event = webhook.verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return "", 401
    return "", 204`,
  },
  {
    language: "curl",
    hint: "Sends your receiver a request as the hub would sign it.",
    code: `body='{"type":"recording.completed","data":{}}'
id=msg_1 time=$(date +%s)
key=$(printf %s "\${WEBHOOK_SECRET#whsec_}" | base64 -d |
  od -An -v -tx1 | tr -d ' \\n')
signature=$(printf %s "$id.$time.$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary |
  base64)
curl https://example.com/hooks --data-raw "$body" \\
  -H "content-type: application/json" \\
  -H "webhook-id: $id" -H "webhook-timestamp: $time" \\
  -H "webhook-signature: v1,$signature"`,
  },
];
