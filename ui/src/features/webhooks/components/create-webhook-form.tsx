import { FormProvider, useForm } from "react-hook-form";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { errorMessage } from "@/lib/api-problem";
import { useCurrentSession } from "@/lib/current-session";
import { notifyError } from "@/lib/notify";
import { showProblemInForm } from "@/lib/show-problem-in-form";
import { zodResolver } from "@/lib/zod-resolver";
import { useCreateWebhook } from "../api/create-webhook";
import type { CreatedWebhook } from "../api/webhook";
import { strictRules } from "../lib/check-webhook-url";
import {
  emptyWebhookForm,
  fieldOfWebhookError,
  requestOf,
  type WebhookFormValues,
  webhookFormSchema,
} from "../lib/webhook-form";
import { EventsField } from "./events-field";
import { HeadersField } from "./headers-field";
import { RetryField } from "./retry-field";
import { UrlField } from "./url-field";

interface CreateWebhookFormProps {
  /** What has to be there before the webhook is created. */
  prepare: () => Promise<unknown>;
  onCreated: (created: CreatedWebhook) => void;
  onClose: () => void;
  opener: () => HTMLElement | null;
}

export function CreateWebhookForm({ prepare, onCreated, onClose, opener }: CreateWebhookFormProps) {
  const { webhookUrlRules = strictRules } = useCurrentSession();
  const form = useForm<WebhookFormValues>({
    resolver: zodResolver(webhookFormSchema(webhookUrlRules)),
    defaultValues: emptyWebhookForm,
  });
  const create = useCreateWebhook(prepare, onCreated);

  const submit = form.handleSubmit((values) =>
    create.mutate(requestOf(values), {
      onError: (problem) => {
        const fieldOf = (error: { pointer: string; detail: string }) =>
          fieldOfWebhookError(error, values.headers);
        if (!showProblemInForm(problem, form, fieldOf)) notifyError(errorMessage(problem));
      },
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
            <Field label="Name" error={form.formState.errors.name?.message}>
              {(control) => (
                <Input {...control} autoFocus autoComplete="off" {...form.register("name")} />
              )}
            </Field>
            <UrlField rules={webhookUrlRules} />
            <EventsField />
            <HeadersField />
            <RetryField />
            <p className="text-[0.8125rem] text-muted-foreground">
              The hub generates the secret that signs the requests and shows it next.
            </p>
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
