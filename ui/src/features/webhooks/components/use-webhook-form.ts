import { type UseFormReturn, useForm } from "react-hook-form";
import { errorMessage, type FieldError } from "@/lib/api-problem";
import { useCurrentSession } from "@/lib/current-session";
import { notifyError } from "@/lib/notify";
import { showProblemInForm } from "@/lib/show-problem-in-form";
import { zodResolver } from "@/lib/zod-resolver";
import { strictRules } from "../lib/check-webhook-url";
import { placeInFilter } from "../lib/filter-text";
import {
  fieldOfWebhookError,
  type WebhookFormValues,
  webhookFormSchema,
} from "../lib/webhook-form";

/** The form of a webhook, checked by the rules of this hub. */
export function useWebhookForm(defaultValues: WebhookFormValues) {
  const { webhookUrlRules: rules = strictRules } = useCurrentSession();
  const form = useForm<WebhookFormValues>({
    resolver: zodResolver(webhookFormSchema(rules)),
    defaultValues,
  });
  return { form, rules };
}

/** Puts the hub's complaints on the fields; those without a field become a toast. */
export function showWebhookProblem(
  problem: unknown,
  form: UseFormReturn<WebhookFormValues>,
  headers: WebhookFormValues["headers"],
) {
  const fieldOf = (error: FieldError) => fieldOfWebhookError(error, headers);
  const placed = showProblemInForm(problem, form, fieldOf, detailWithPlace);
  if (!placed) notifyError(errorMessage(problem));
}

function detailWithPlace({ pointer, detail }: FieldError): string {
  const place = pointer.startsWith("/filter/") ? placeInFilter(pointer) : "";
  return place === "" ? detail : `“${place}” ${detail}`;
}
