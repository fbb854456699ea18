import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import type { FieldError } from "@/lib/api-problem";
import {
  apiKey,
  auditEntry,
  eventTypes,
  hygiene,
  keyStats,
  listedApiKey,
  scopes,
  session,
  webhook,
} from "./fixtures";

export function page<Row>(...data: Row[]) {
  return HttpResponse.json({ data, nextCursor: null });
}

export function problem(status: number, detail: string, errors?: FieldError[]) {
  return HttpResponse.json(
    { type: "about:blank", title: "Problem", status, detail, errors },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}

/** A hub with one API key and one webhook, where an owner is logged in; tests change what they need. */
export const hubServer = setupServer(
  http.get("*/api/session", () => HttpResponse.json(session)),
  http.get("*/api/setup", () => HttpResponse.json({ required: false })),
  http.get("*/api/scopes", () => page(...scopes)),
  http.get("*/api/event-types", () => page(...eventTypes)),
  http.get("*/api/organizations/api-keys", () => page(listedApiKey())),
  http.get("*/api/organizations/api-keys/hygiene", () => HttpResponse.json(hygiene)),
  http.get("*/api/organizations/api-keys/:id", () => HttpResponse.json(apiKey())),
  http.get("*/api/organizations/api-keys/:id/stats", () => HttpResponse.json(keyStats())),
  http.get("*/api/organizations/audit-log", () => page(auditEntry())),
  http.get("*/api/organizations/webhooks", () => page(webhook())),
  http.get("*/api/organizations/webhooks/:id", () => HttpResponse.json(webhook())),
);
