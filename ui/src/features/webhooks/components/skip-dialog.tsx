import { Alert } from "@/components/ui/alert";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { errorMessage } from "@/lib/api-problem";
import { notifySuccess } from "@/lib/notify";
import { useSkipDelivery } from "../api/skip-delivery";

interface SkipDialogProps {
  webhookId: string;
  deliveryId: string;
  opener: () => HTMLElement | null;
  onClose: () => void;
}

/** Asks before a delivery is given up for the sake of those behind it. */
export function SkipDialog({ webhookId, deliveryId, opener, onClose }: SkipDialogProps) {
  const skip = useSkipDelivery(webhookId, deliveryId);
  const skipNow = () =>
    skip.mutate(undefined, {
      onSuccess: () => {
        notifySuccess("The delivery is skipped.");
        onClose();
      },
    });
  return (
    <AlertDialog
      title="Skip this delivery?"
      onClose={onClose}
      opener={opener}
      action={
        <Button variant="destructive" pending={skip.isPending} onClick={skipNow}>
          Skip delivery
        </Button>
      }
    >
      <p>
        It isn’t tried again and stays failed, and the deliveries behind it go on. You can still
        retry it by hand: it then goes before those that wait.
      </p>
      {skip.isError && (
        <Alert tone="danger" role="alert">
          {errorMessage(skip.error)}
        </Alert>
      )}
    </AlertDialog>
  );
}
