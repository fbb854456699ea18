import type { ChangeWebhook, Webhook } from "../api/webhook";
import { isBlank, keepsValue } from "./custom-headers";
import { filterOf, filterText } from "./filter-text";
import { formOf, requestOf, type WebhookFormValues } from "./webhook-form";

/** What saving the form would change; no entry for what stays, so that nothing is sent for nothing. */
export function changesOf(webhook: Webhook, values: WebhookFormValues): ChangeWebhook {
  const before = requestOf(formOf(webhook));
  const after = requestOf(values);
  const change: ChangeWebhook = {};
  if (after.name !== before.name) change.name = after.name;
  if (after.url !== before.url) change.url = after.url;
  if (!isSame(sorted(after.events), sorted(before.events))) change.events = after.events;
  if (!isSame(after.retry, before.retry)) change.retry = after.retry;
  if (values.filter.trim() !== filterText(webhook.filter)) change.filter = filterOf(values.filter);
  if (after.ordered !== before.ordered) change.ordered = after.ordered;
  if (after.throttlePerSecond !== before.throttlePerSecond) {
    change.throttlePerSecond = after.throttlePerSecond ?? null;
  }
  if (changesHeaders(webhook, values)) {
    change.headers = values.headers
      .filter((row) => !isBlank(row))
      .map((row) => {
        const name = row.name.trim();
        return keepsValue(row) ? { name } : { name, value: row.value };
      });
  }
  return change;
}

function changesHeaders(webhook: Webhook, { headers }: WebhookFormValues): boolean {
  const rows = headers.filter((row) => !isBlank(row));
  return rows.length !== webhook.headers.length || !rows.every(keepsValue);
}

export function isEmptyChange(change: ChangeWebhook): boolean {
  return Object.keys(change).length === 0;
}

function sorted(names: string[]): string[] {
  return [...names].sort();
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
