import { QueryError } from "@/components/query-error";
import { Alert } from "@/components/ui/alert";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { errorMessage } from "@/lib/api-problem";
import { plural } from "@/lib/numbers";
import { type BulkRetry, useRetryDeliveries, useRetryPreview } from "../api/retry-deliveries";

interface BulkRetryDialogProps {
  webhookId: string;
  which: BulkRetry;
  onStarted: (retryId: string) => void;
  onClose: () => void;
  opener: () => HTMLElement | null;
}

/** Counts first, and says what will happen. */
export function BulkRetryDialog({
  webhookId,
  which,
  onStarted,
  onClose,
  opener,
}: BulkRetryDialogProps) {
  const preview = useRetryPreview(webhookId, which);
  const retry = useRetryDeliveries(webhookId, onStarted);
  const count = preview.data?.count;
  const failedOnly = which.status === "failure";
  const what = count !== undefined && plural(count, "delivery", "deliveries");
  return (
    <AlertDialog
      title={what ? `Retry ${what}?` : "Retry deliveries?"}
      onClose={onClose}
      opener={opener}
      action={
        <Button disabled={!count} pending={retry.isPending} onClick={() => retry.mutate(which)}>
          Start retry
        </Button>
      }
    >
      {preview.isError ? (
        <QueryError
          title="The deliveries couldn’t be counted."
          error={preview.error}
          onRetry={preview.refetch}
          retrying={preview.isFetching}
        />
      ) : what ? (
        <p>
          {count === 0
            ? "There is nothing to retry any more."
            : `${what}${failedOnly ? " that failed" : ""} will be sent once more, at most 100 at a time. The receiver gets them with the same webhook-id as before, so it may have seen them already.`}
        </p>
      ) : (
        <Skeleton className="w-56" />
      )}
      {Boolean(count) && (
        <p>
          It goes on when this page is closed. Until it has ended, no other retry of many deliveries
          can be started for this webhook.
        </p>
      )}
      {retry.isError && (
        <Alert tone="danger" role="alert">
          {errorMessage(retry.error)}
        </Alert>
      )}
    </AlertDialog>
  );
}
