import { useController, useFormContext } from "react-hook-form";
import { Field } from "@/components/field";
import { Fieldset } from "@/components/fieldset";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { throttleLimit, type WebhookFormValues } from "../lib/webhook-form";

export function PaceField() {
  const { control, register, formState } = useFormContext<WebhookFormValues>();
  const { field: ordered } = useController({ control, name: "ordered" });
  // The first complaint of a form is focused; this one wasn't there yet when it came alone.
  const [first] = Object.keys(formState.errors);

  return (
    <Fieldset legend="Order and pace">
      <div className="space-y-1.5">
        <div className="flex items-center gap-2.5">
          <Switch
            ref={ordered.ref}
            id="ordered"
            aria-describedby="ordered-meaning"
            checked={ordered.value}
            onCheckedChange={ordered.onChange}
          />
          <Label htmlFor="ordered" className="font-normal">
            Ordered delivery
          </Label>
        </div>
        <p id="ordered-meaning" className="text-[0.8125rem] text-muted-foreground">
          One delivery at a time, in the order of events; one that fails holds the others up until
          it succeeds, its retries are used up or somebody skips it.
        </p>
      </div>
      <Field
        label="Requests per second"
        optional
        hint={`1 to ${throttleLimit}; empty for no limit. What is more waits.`}
        error={formState.errors.throttlePerSecond?.message}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus={first === "throttlePerSecond"}
            inputMode="numeric"
            autoComplete="off"
            {...register("throttlePerSecond")}
          />
        )}
      </Field>
    </Fieldset>
  );
}
