import { X } from "lucide-react";
import { QueryError } from "@/components/query-error";
import { Button } from "@/components/ui/button";
import { isStatus } from "@/lib/api-problem";
import { formatCount } from "@/lib/numbers";
import { useBulkRetry, useCancelBulkRetry } from "../api/bulk-retry";

interface BulkRetryProgressProps {
  webhookId: string;
  retryId: string;
  onDismiss: () => void;
}

/** How far a retry of many deliveries is, with the way to cancel it. */
export function BulkRetryProgress({ webhookId, retryId, onDismiss }: BulkRetryProgressProps) {
  const { data: retry, error, refetch, isFetching } = useBulkRetry(webhookId, retryId);
  const cancel = useCancelBulkRetry(webhookId, retryId);
  // The hub keeps ended ones for a while only.
  if (isStatus(error, 404)) return null;
  if (!retry) {
    return error ? (
      <QueryError
        title="The retry’s progress couldn’t be loaded."
        error={error}
        onRetry={refetch}
        retrying={isFetching}
      />
    ) : null;
  }

  const begun = retry.retried + retry.skipped;
  const running = retry.status === "running";
  const title = {
    running: `Retrying ${formatCount(retry.count)}`,
    done: "Retry finished",
    cancelled: "Retry cancelled",
  }[retry.status];
  const skipped = retry.skipped > 0 && `, ${formatCount(retry.skipped)} skipped`;
  return (
    <section aria-label="Retry of many deliveries" className="rounded-lg border px-4 py-3">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <p className="min-w-0">
          <span role="status" className="font-medium">
            {title}
          </span>
          <span className="text-muted-foreground tabular-nums">
            {" "}
            · {formatCount(retry.retried)} of {formatCount(retry.count)} sent{skipped}
          </span>
        </p>
        {running ? (
          <Button
            variant="outline"
            size="small"
            pending={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            Cancel retry
          </Button>
        ) : (
          <Button variant="ghost" size="icon" aria-label="Dismiss" onClick={onDismiss}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {running && (
        <div
          role="progressbar"
          aria-label="Begun"
          aria-valuenow={begun}
          aria-valuemin={0}
          aria-valuemax={retry.count}
          className="mt-2 h-1.5 overflow-hidden rounded-full bg-muted"
        >
          <div
            className="h-full bg-accent transition-[width]"
            style={{ width: `${(100 * begun) / Math.max(1, retry.count)}%` }}
          />
        </div>
      )}
    </section>
  );
}
