import type { TestTarget } from "../api/test-webhook";
import type { Webhook } from "../api/webhook";
import { isBlank, keepsValue } from "./custom-headers";
import { changesOf } from "./webhook-changes";
import { requestOf, type WebhookFormValues } from "./webhook-form";

/** The fields that an unsaved test needs to be right; a test doesn't wait for the others. */
export const testedFields = ["url", "headers", "retry.timeoutSeconds"] as const;

/** Where a test from a form goes: to the saved webhook, unless the form changes what would be sent. */
export function testTargetOf(
  webhook: Webhook | undefined,
  values: WebhookFormValues,
): { target: TestTarget; note?: string } {
  if (webhook && !changesRequest(webhook, values)) {
    return { target: { kind: "saved", webhookId: webhook.id } };
  }
  const typed = { ...values, headers: values.headers.filter((row) => !keepsValue(row)) };
  const { url, headers, retry } = requestOf(typed);
  return {
    target: {
      kind: "unsaved",
      url,
      headers: (headers ?? []).map(({ name, value }) => ({ name, value })),
      timeoutSeconds: retry?.timeoutSeconds ?? Number(values.retry.timeoutSeconds),
    },
    note: webhook ? noteOnChanges(values) : noteOnNew,
  };
}

const noteOnNew =
  "The webhook gets its secret when it is added; until then tests are signed with another one.";

function noteOnChanges({ headers }: WebhookFormValues): string {
  const left = headers.filter((row) => !isBlank(row) && keepsValue(row)).map(({ name }) => name);
  const without = left.length > 0 ? `, and without ${new Intl.ListFormat("en").format(left)}` : "";
  return `This tests your unsaved changes, signed with another secret than the webhook’s${without}. Save first to test it as it will be.`;
}

function changesRequest(webhook: Webhook, values: WebhookFormValues): boolean {
  const { url, headers } = changesOf(webhook, values);
  const { timeoutSeconds } = requestOf(values).retry ?? {};
  return (
    url !== undefined || headers !== undefined || timeoutSeconds !== webhook.retry.timeoutSeconds
  );
}
