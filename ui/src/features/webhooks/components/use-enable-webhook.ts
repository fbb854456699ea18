import { notifySuccess } from "@/lib/notify";
import { useChangeWebhook } from "../api/change-webhook";
import type { Webhook } from "../api/webhook";

/** Enables or disables and tells of it; also if what asked for it is gone by then. */
export function useEnableWebhook(id: string) {
  return useChangeWebhook(id, { onChanged: tellOfChange });
}

function tellOfChange({ name, enabled }: Webhook) {
  notifySuccess(
    enabled
      ? `“${name}” is enabled.`
      : `“${name}” is disabled. New events are kept until it is enabled.`,
  );
}
