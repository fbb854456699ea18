import { SearchX } from "lucide-react";
import { QueryError } from "@/components/query-error";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import { isStatus } from "@/lib/api-problem";
import type { useWebhook } from "../api/get-webhook";

interface WebhookUnavailableProps {
  webhook: ReturnType<typeof useWebhook>;
  onClose: () => void;
}

/** In place of what needs a webhook: that it is still loading, couldn't be loaded, or doesn't exist. */
export function WebhookUnavailable({ webhook, onClose }: WebhookUnavailableProps) {
  if (isStatus(webhook.error, 404)) {
    return (
      <Empty
        icon={SearchX}
        title="There is no such webhook"
        action={
          <Button variant="outline" onClick={onClose}>
            Show all webhooks
          </Button>
        }
      >
        The address may be mistyped, or the webhook was deleted.
      </Empty>
    );
  }
  if (webhook.isError) {
    return (
      <QueryError
        title="The webhook couldn’t be loaded."
        error={webhook.error}
        onRetry={webhook.refetch}
        retrying={webhook.isFetching}
      />
    );
  }
  return (
    <div role="status" aria-label="Loading the webhook" className="space-y-6">
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-48" />
    </div>
  );
}
