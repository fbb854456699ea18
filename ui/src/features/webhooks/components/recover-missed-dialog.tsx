import { useParams } from "react-router";
import { Dialog, DialogBody, DialogHeader } from "@/components/ui/dialog";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { useWebhook } from "../api/get-webhook";
import { DisabledNotice } from "./disabled-notice";
import { RecoverMissed } from "./recover-missed";
import { WebhookUnavailable } from "./webhook-unavailable";

/** Delivers what arrived while a webhook was disabled. */
export function RecoverMissedDialog() {
  const { webhookId = "" } = useParams();
  const webhook = useWebhook(webhookId);
  const close = useCloseModal("webhooks");
  const opener = useModalOpener();

  return (
    <Dialog onClose={close} opener={opener} className="sm:max-w-lg">
      <DialogHeader title="Recover what was missed">
        {webhook.data ? `By “${webhook.data.name}”, while it was disabled.` : "By this webhook."}
      </DialogHeader>
      {webhook.data?.enabled ? (
        <RecoverMissed webhook={webhook.data} onClose={close} />
      ) : (
        <DialogBody>
          {webhook.data ? (
            <DisabledNotice webhook={webhook.data} />
          ) : (
            <WebhookUnavailable webhook={webhook} onClose={close} />
          )}
        </DialogBody>
      )}
    </Dialog>
  );
}
