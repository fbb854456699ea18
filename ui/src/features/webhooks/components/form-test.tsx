import { useFormContext, useWatch } from "react-hook-form";
import { ApiProblem } from "@/lib/api-problem";
import { showProblemInForm } from "@/lib/show-problem-in-form";
import type { Webhook } from "../api/webhook";
import { testedFields, testTargetOf } from "../lib/test-target";
import { fieldOfWebhookError, type WebhookFormValues } from "../lib/webhook-form";
import { WebhookTestPanel } from "./webhook-test-panel";

/** Tests what the form says, saved or not. */
export function FormTest({ webhook }: { webhook: Webhook | undefined }) {
  const form = useFormContext<WebhookFormValues>();
  useWatch({ control: form.control });
  const values = form.getValues();

  const targetNow = async () =>
    (await form.trigger(testedFields, { shouldFocus: true }))
      ? testTargetOf(webhook, form.getValues()).target
      : undefined;

  return (
    <WebhookTestPanel
      events={values.events}
      note={testTargetOf(webhook, values).note}
      targetNow={targetNow}
      onRefused={(problem) =>
        problem instanceof ApiProblem &&
        showProblemInForm(problem, form, (error) => fieldOfWebhookError(error, values.headers))
      }
    />
  );
}
