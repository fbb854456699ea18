import { FormProvider } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { useCreateWebhook } from "../api/create-webhook";
import type { CreatedWebhook } from "../api/webhook";
import { emptyWebhookForm, requestOf } from "../lib/webhook-form";
import { TestSection } from "./test-section";
import { showWebhookProblem, useWebhookForm } from "./use-webhook-form";
import { WebhookFields } from "./webhook-fields";

interface CreateWebhookFormProps {
  /** What has to be there before the webhook is created. */
  prepare: () => Promise<unknown>;
  onCreated: (created: CreatedWebhook) => void;
  onClose: () => void;
  opener: () => HTMLElement | null;
}

export function CreateWebhookForm({ prepare, onCreated, onClose, opener }: CreateWebhookFormProps) {
  const { form, rules } = useWebhookForm(emptyWebhookForm);
  const create = useCreateWebhook(prepare, onCreated);

  const submit = form.handleSubmit((values) =>
    create.mutate(requestOf(values), {
      onError: (problem) => showWebhookProblem(problem, form, values.headers),
    }),
  );

  return (
    <Dialog onClose={onClose} opener={opener}>
      <DialogHeader title="Add webhook">
        Each event you choose is sent to the URL as a signed POST request.
      </DialogHeader>
      <FormProvider {...form}>
        <form noValidate onSubmit={submit} className="contents">
          <DialogBody className="space-y-6">
            <WebhookFields rules={rules} isNew />
            <p className="text-[0.8125rem] text-muted-foreground">
              The hub generates what signs the requests and shows next what the receiver needs.
            </p>
            <TestSection />
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" pending={create.isPending}>
              Add webhook
            </Button>
          </DialogFooter>
        </form>
      </FormProvider>
    </Dialog>
  );
}
