import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { useCanWrite } from "@/lib/current-session";
import type { Webhook } from "../api/webhook";
import { isDisabledByHub } from "../lib/disabled-by-hub";
import { BlockedStatus } from "./blocked-status";
import { useEnableWebhook } from "./use-enable-webhook";
import { WebhookStatusBadge } from "./webhook-status-badge";

/** The badge, and below it what asks for somebody: disabled by the hub, or held up by a delivery. */
export function WebhookStatus({ webhook }: { webhook: Webhook }) {
  const { disabled } = webhook;
  return (
    <>
      <WebhookStatusBadge {...webhook} />
      <BlockedStatus webhook={webhook} />
      {disabled && isDisabledByHub(webhook) && (
        <div className="mt-1 text-xs text-muted-foreground">
          <p>
            by the hub, <RelativeTime at={disabled.at} />
          </p>
          <ReEnable webhook={webhook} />
        </div>
      )}
    </>
  );
}

function ReEnable({ webhook: { id, name } }: { webhook: Webhook }) {
  const enable = useEnableWebhook(id);
  if (!useCanWrite()) return null;
  return (
    <Button
      variant="link"
      className="text-xs"
      aria-label={`Re-enable ${name}`}
      pending={enable.isPending}
      onClick={() => {
        // This button goes away with the reason for it.
        document.getElementById(`actions-${id}`)?.focus();
        enable.mutate({ enabled: true });
      }}
    >
      Re-enable
    </Button>
  );
}
