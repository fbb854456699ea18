import { useParams } from "react-router";
import { Dialog, DialogBody, DialogHeader } from "@/components/ui/dialog";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { useWebhook } from "../api/get-webhook";
import { EditWebhookForm } from "./edit-webhook-form";
import { WebhookUnavailable } from "./webhook-unavailable";

export function EditWebhookDialog() {
  const { webhookId = "" } = useParams();
  const webhook = useWebhook(webhookId);
  const close = useCloseModal("webhooks");
  const opener = useModalOpener();

  return (
    <Dialog onClose={close} opener={opener} aria-describedby={undefined}>
      <DialogHeader title={webhook.data ? `Edit “${webhook.data.name}”` : "Edit webhook"} />
      {webhook.data ? (
        <EditWebhookForm webhook={webhook.data} onClose={close} />
      ) : (
        <DialogBody>
          <WebhookUnavailable webhook={webhook} onClose={close} />
        </DialogBody>
      )}
    </Dialog>
  );
}
