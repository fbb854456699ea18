import { useState } from "react";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import type { CreatedWebhook } from "../api/webhook";
import { CreateWebhookForm } from "./create-webhook-form";
import { CreatedWebhookDialog } from "./created-webhook-dialog";

/** The form, then the secret that the receiver needs. */
export function CreateWebhookDialog() {
  const [created, setCreated] = useState<CreatedWebhook>();
  const close = useCloseModal("webhooks");
  const opener = useModalOpener();

  return created ? (
    <CreatedWebhookDialog created={created} onClose={close} opener={opener} />
  ) : (
    <CreateWebhookForm onCreated={setCreated} onClose={close} opener={opener} />
  );
}
