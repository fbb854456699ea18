import { useFormContext } from "react-hook-form";
import { Field } from "@/components/field";
import { Input } from "@/components/ui/input";
import type { UrlRules } from "../lib/check-webhook-url";
import type { WebhookFormValues } from "../lib/webhook-form";
import { AdvancedSection } from "./advanced-section";
import { EventsField } from "./events-field";
import { HeadersField } from "./headers-field";
import { RetryField } from "./retry-field";
import { UrlField } from "./url-field";

/** What the forms of a new and of a saved webhook have in common. */
export function WebhookFields({ rules, isNew = false }: { rules: UrlRules; isNew?: boolean }) {
  const { register, formState } = useFormContext<WebhookFormValues>();
  return (
    <>
      <Field label="Name" error={formState.errors.name?.message}>
        {(control) => (
          <Input {...control} autoFocus={isNew} autoComplete="off" {...register("name")} />
        )}
      </Field>
      <UrlField rules={rules} />
      <EventsField />
      <HeadersField />
      <RetryField />
      <AdvancedSection isNew={isNew} />
    </>
  );
}
