import { useParams } from "react-router";
import { Dialog, DialogBody, DialogHeader } from "@/components/ui/dialog";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { useWebhook } from "../api/get-webhook";
import { WebhookTestPanel } from "./webhook-test-panel";
import { WebhookUnavailable } from "./webhook-unavailable";
import { WebhookUrl } from "./webhook-url";

/** Tests a webhook as it is saved. */
export function TestWebhookDialog() {
  const { webhookId = "" } = useParams();
  const webhook = useWebhook(webhookId);
  const close = useCloseModal("webhooks");
  const opener = useModalOpener();

  return (
    <Dialog width="large" onClose={close} opener={opener}>
      <DialogHeader title={webhook.data ? `Test “${webhook.data.name}”` : "Test webhook"}>
        {webhook.data ? <WebhookUrl url={webhook.data.url} /> : "One event, sent once."}
      </DialogHeader>
      <DialogBody>
        {webhook.data ? (
          <WebhookTestPanel
            primary
            events={webhook.data.events}
            targetNow={async () => ({ kind: "saved", webhookId })}
          />
        ) : (
          <WebhookUnavailable webhook={webhook} onClose={close} />
        )}
      </DialogBody>
    </Dialog>
  );
}
