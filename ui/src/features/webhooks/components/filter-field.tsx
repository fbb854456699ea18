import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { filterText } from "../lib/filter-text";
import { checkPayload } from "../lib/test-payload";
import type { WebhookFormValues } from "../lib/webhook-form";

const example = filterText({ durationSeconds: { $gte: 3600 }, "customer.plan": "pro" });

/** Says where the JSON is wrong while it is typed; what it means is checked by the hub. */
export function FilterField() {
  const { register, control, formState, setValue } = useFormContext<WebhookFormValues>();
  const typed = useWatch({ control, name: "filter" });
  const broken = typed.trim() === "" ? undefined : checkPayload(typed);
  // The first complaint of a form is focused; this one wasn't there yet when it came alone.
  const [first] = Object.keys(formState.errors);

  return (
    <div className="relative">
      <Field
        label="Filter"
        optional
        error={broken ?? formState.errors.filter?.message}
        hint={<FilterHelp />}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus={first === "filter"}
            rows={Math.min(12, Math.max(4, typed.split("\n").length))}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-[0.8125rem] sm:text-[0.8125rem]"
            {...register("filter")}
          />
        )}
      </Field>
      {typed.trim() === "" && (
        <Button
          variant="link"
          size="small"
          className="absolute -top-0.5 right-0"
          onClick={() => setValue("filter", example, { shouldDirty: true })}
        >
          Insert an example
        </Button>
      )}
    </div>
  );
}

function FilterHelp() {
  return (
    <>
      Only events whose data is as this JSON says are delivered; everything it names must hold.{" "}
      <code>customer.plan</code> is a path into the data. A value must be equal, or use{" "}
      <code>$eq</code>, <code>$ne</code>, <code>$gt</code>, <code>$gte</code>, <code>$lt</code>,{" "}
      <code>$lte</code>, <code>$in</code> and others. Changing it later changes nothing about events
      that are already accepted.
    </>
  );
}
