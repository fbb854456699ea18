import { useState } from "react";
import { FormProvider } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { notifySuccess } from "@/lib/notify";
import { useChangeWebhook } from "../api/change-webhook";
import type { Webhook } from "../api/webhook";
import { changesOf, isEmptyChange } from "../lib/webhook-changes";
import { formOf } from "../lib/webhook-form";
import { DisabledNotice } from "./disabled-notice";
import { SecretField } from "./secret-field";
import { TestSection } from "./test-section";
import { showWebhookProblem, useWebhookForm } from "./use-webhook-form";
import { WebhookFields } from "./webhook-fields";

/** The form of a new webhook over what is saved, and its secret. */
export function EditWebhookForm({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  // Others may change it meanwhile; what this form changes is measured by what it showed.
  const [opened] = useState(webhook);
  const { form, rules } = useWebhookForm(formOf(opened));
  const change = useChangeWebhook(webhook.id, {
    showsOwnErrors: true,
    onChanged: ({ name }) => notifySuccess(`“${name}” is saved.`),
  });

  const submit = form.handleSubmit((values) => {
    const changes = changesOf(opened, values);
    if (isEmptyChange(changes)) return onClose();
    change.mutate(changes, {
      onSuccess: onClose,
      onError: (problem) => showWebhookProblem(problem, form, values.headers),
    });
  });

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={submit} className="contents">
        <DialogBody className="space-y-6">
          <DisabledNotice webhook={webhook} />
          <WebhookFields rules={rules} />
          <SecretField webhook={webhook} />
          <TestSection webhook={opened} />
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" pending={change.isPending}>
            Save changes
          </Button>
        </DialogFooter>
      </form>
    </FormProvider>
  );
}
