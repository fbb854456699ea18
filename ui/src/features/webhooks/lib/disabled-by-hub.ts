import type { Webhook } from "../api/webhook";

/** Whether the hub disabled the webhook by itself, so that somebody has to look into it. */
export function isDisabledByHub({ disabled }: Pick<Webhook, "disabled">): boolean {
  return disabled !== null && disabled.reason !== "manual";
}
