import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/field";
import { Input } from "@/components/ui/input";
import { checkWebhookUrl, type UrlRules } from "../lib/check-webhook-url";
import type { WebhookFormValues } from "../lib/webhook-form";

/** Complains as soon as what is typed can't become right by typing on. */
export function UrlField({ rules }: { rules: UrlRules }) {
  const { register, control, formState } = useFormContext<WebhookFormValues>();
  const typed = useWatch({ control, name: "url" });
  const [left, setLeft] = useState(false);

  const typedWrong = typed !== "" && (left || isPastHost(typed));
  const error =
    formState.errors.url?.message ?? (typedWrong ? checkWebhookUrl(typed, rules) : undefined);
  const { onBlur, ...field } = register("url");

  return (
    <Field label="URL" error={error}>
      {(control) => (
        <Input
          {...control}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://example.com/hooks"
          {...field}
          onBlur={(event) => {
            setLeft(true);
            return onBlur(event);
          }}
        />
      )}
    </Field>
  );
}

/** Before the host is complete `https://10.0.0.1` may still become `https://10.0.0.1.example.com`. */
function isPastHost(url: string): boolean {
  return /^(?:http:|(?!https?:)[a-z]+:\/\/)/i.test(url) || /^https:\/\/[^/]+\//i.test(url);
}
