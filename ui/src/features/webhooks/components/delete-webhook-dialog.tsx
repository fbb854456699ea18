import { useParams } from "react-router";
import { QueryError } from "@/components/query-error";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { notifySuccess } from "@/lib/notify";
import { usePendingDeliveries } from "../api/count-pending-deliveries";
import { useDeleteWebhook } from "../api/delete-webhook";
import { useWebhook } from "../api/get-webhook";
import { formatCapped } from "../lib/capped-count";

export function DeleteWebhookDialog() {
  const { webhookId = "" } = useParams();
  const webhook = useWebhook(webhookId);
  const pending = usePendingDeliveries(webhookId);
  const remove = useDeleteWebhook();
  const close = useCloseModal("webhooks");
  const opener = useModalOpener();
  const name = webhook.data?.name;

  const deleteWebhook = () =>
    remove.mutate(webhookId, {
      onSuccess: () => {
        notifySuccess(`“${name}” is deleted.`);
        close();
      },
    });

  return (
    <AlertDialog
      title={name ? `Delete “${name}”?` : "Delete webhook?"}
      onClose={close}
      opener={opener}
      action={
        <Button
          variant="destructive"
          disabled={!webhook.data}
          pending={remove.isPending}
          onClick={deleteWebhook}
        >
          Delete webhook
        </Button>
      }
    >
      {webhook.isError ? (
        <QueryError
          title="The webhook couldn’t be loaded."
          error={webhook.error}
          onRetry={webhook.refetch}
          retrying={webhook.isFetching}
        />
      ) : (
        <p>
          Nothing is sent to it any more, and its deliveries can no longer be seen. This can’t be
          undone.
        </p>
      )}
      {pending.isPending && <Skeleton className="w-56" />}
      {Boolean(pending.data) && (
        <p className="font-medium text-foreground">
          {formatCapped(pending.data ?? 0)} pending {pending.data === 1 ? "delivery" : "deliveries"}{" "}
          will be cancelled.
        </p>
      )}
    </AlertDialog>
  );
}
