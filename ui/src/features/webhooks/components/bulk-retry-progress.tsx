import { X } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { QueryError } from "@/components/query-error";
import { Button } from "@/components/ui/button";
import type { components } from "@/generated/schema";
import { isStatus } from "@/lib/api-problem";
import { formatCount } from "@/lib/numbers";
import { useBulkRetry, useCancelBulkRetry } from "../api/bulk-retry";

type Status = components["schemas"]["BulkRetryStatus"];

interface BulkRetryProgressProps {
  webhookId: string;
  retryId: string;
  /** Called once it has come to its end while it was looked at. */
  onEnded: () => void;
  onDismiss: () => void;
}

/** How far a retry of many deliveries is, with the way to cancel it. */
export function BulkRetryProgress(props: BulkRetryProgressProps) {
  const { webhookId, retryId, onEnded, onDismiss } = props;
  const { data: retry, error, refetch, isFetching } = useBulkRetry(webhookId, retryId);
  const cancel = useCancelBulkRetry(webhookId, retryId);
  useProgressEvents(retry?.status, isStatus(error, 404), onEnded, onDismiss);
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

function useProgressEvents(
  status: Status | undefined,
  isGone: boolean,
  onEnded: () => void,
  onGone: () => void,
) {
  const wasRunning = useRef(false);
  const tell = useEffectEvent((what: "ended" | "gone") =>
    what === "ended" ? onEnded() : onGone(),
  );
  useEffect(() => {
    if (wasRunning.current && status !== undefined && status !== "running") tell("ended");
    wasRunning.current = status === "running";
  }, [status]);
  useEffect(() => {
    // The hub keeps ended ones for a while only.
    if (isGone) tell("gone");
  }, [isGone]);
}
