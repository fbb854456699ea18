import { useController, useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/field";
import { Fieldset } from "@/components/fieldset";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { maxRetriesLimit, scheduleWords } from "../lib/retry-schedule";
import type { WebhookFormValues } from "../lib/webhook-form";

export function RetryField() {
  const { control, register, formState } = useFormContext<WebhookFormValues>();
  const { field: enabled } = useController({ control, name: "retry.enabled" });
  const retry = useWatch({ control, name: "retry" });
  const errors = formState.errors.retry;
  const schedule = scheduleWords({
    enabled: retry.enabled,
    maxRetries: Number(retry.maxRetries),
    timeoutSeconds: Number(retry.timeoutSeconds),
  });

  return (
    <Fieldset legend="Delivery">
      <div className="flex items-center gap-2.5">
        <Switch
          ref={enabled.ref}
          id="retry-enabled"
          checked={enabled.value}
          onCheckedChange={enabled.onChange}
        />
        <Label htmlFor="retry-enabled" className="font-normal">
          Retry failed deliveries
        </Label>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {retry.enabled && (
          <Field
            label="Max retries"
            hint={`0 to ${maxRetriesLimit}`}
            error={errors?.maxRetries?.message}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                {...register("retry.maxRetries")}
              />
            )}
          </Field>
        )}
        <Field label="Timeout" hint="1 to 30 seconds" error={errors?.timeoutSeconds?.message}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              {...register("retry.timeoutSeconds")}
            />
          )}
        </Field>
      </div>
      <p aria-live="polite" className="rounded-md bg-muted px-3 py-2 text-[0.8125rem]">
        {schedule}
      </p>
    </Fieldset>
  );
}
