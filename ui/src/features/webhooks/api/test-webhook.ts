import { useMutation } from "@tanstack/react-query";
import type { paths } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";
import type { Header } from "./webhook";

export type TestResult =
  paths["/api/organizations/webhooks/{id}/test"]["post"]["responses"]["200"]["content"]["application/json"];

export type TestSignature = "signed" | "unsigned" | "tampered";

/** Where a test goes: a webhook as it is saved, or settings that aren't saved yet. */
export type TestTarget =
  | { kind: "saved"; webhookId: string }
  | { kind: "unsaved"; url: string; headers: Header[]; timeoutSeconds: number; secret?: string };

export interface WebhookTest {
  target: TestTarget;
  event: string;
  /** JSON as typed. */
  payload: string;
  signature: TestSignature;
}

function sendTest({ target, event, payload, signature }: WebhookTest): Promise<TestResult> {
  // The payload goes out as typed: parsing and writing it again would round its large numbers.
  const bodySerializer = (body: object) =>
    `${JSON.stringify(body).slice(0, -1)},"payload":${payload}}`;
  if (target.kind === "saved") {
    return answerOf(
      hub.POST("/api/organizations/webhooks/{id}/test", {
        params: { path: { id: target.webhookId } },
        body: { event, signature },
        bodySerializer,
      }),
    );
  }
  const { kind: _, ...settings } = target;
  return answerOf(
    hub.POST("/api/organizations/webhooks/test", {
      body: { ...settings, event, signature },
      bodySerializer,
    }),
  );
}

export function useTestWebhook() {
  return useMutation({
    mutationFn: sendTest,
    meta: { showsOwnErrors: true },
    // The values of custom headers are often credentials.
    gcTime: 0,
  });
}
