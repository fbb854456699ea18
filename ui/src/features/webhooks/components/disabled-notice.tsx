import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useCanWrite } from "@/lib/current-session";
import type { Webhook } from "../api/webhook";
import { isDisabledByHub } from "../lib/disabled-by-hub";
import { useEnableWebhook } from "./use-enable-webhook";

/** Who disabled the webhook, why and when, and the way back. */
export function DisabledNotice({ webhook }: { webhook: Webhook }) {
  const enable = useEnableWebhook(webhook.id);
  const canWrite = useCanWrite();
  const { disabled } = webhook;
  if (!disabled) return null;

  return (
    <Alert tone={isDisabledByHub(webhook) ? "warning" : "info"}>
      <p>
        <span className="font-medium">{webhook.statusReason}</span> That was{" "}
        <RelativeTime at={disabled.at} />. Nothing is delivered until it is enabled again; new
        events are kept.
      </p>
      {canWrite && (
        <Button
          variant="outline"
          size="small"
          className="mt-2.5 text-foreground"
          pending={enable.isPending}
          onClick={() => enable.mutate({ enabled: true })}
        >
          Re-enable
        </Button>
      )}
    </Alert>
  );
}
