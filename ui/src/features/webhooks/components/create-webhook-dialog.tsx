import { lazy, startTransition, useState } from "react";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import type { CreatedWebhook } from "../api/webhook";
import { CreateWebhookForm } from "./create-webhook-form";

/** Downloaded before the webhook is created, so that its secret can be shown for certain. */
const loadSecretDialog = async () => ({
  default: (await import("./created-webhook-dialog")).CreatedWebhookDialog,
});
const CreatedWebhookDialog = lazy(loadSecretDialog);

/** The form, then the secret that the receiver needs. */
export function CreateWebhookDialog() {
  const [created, setCreated] = useState<CreatedWebhook>();
  const close = useCloseModal("webhooks");
  const opener = useModalOpener();

  return created ? (
    <CreatedWebhookDialog created={created} onClose={close} opener={opener} />
  ) : (
    <CreateWebhookForm
      prepare={loadSecretDialog}
      // A transition keeps the form in place until the next dialog can be drawn.
      onCreated={(webhook) => startTransition(() => setCreated(webhook))}
      onClose={close}
      opener={opener}
    />
  );
}
