import { Plus } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Fieldset } from "@/components/fieldset";
import { Button } from "@/components/ui/button";
import { isBlank, maxHeaders, parseHeaderLines } from "../lib/custom-headers";
import type { WebhookFormValues } from "../lib/webhook-form";
import { HeaderRow } from "./header-row";

const keptHint = " Stored values stay as they are unless you type new ones.";

export function HeadersField() {
  const { control, formState, getValues } = useFormContext<WebhookFormValues>();
  const { fields, append, remove, replace } = useFieldArray({ control, name: "headers" });
  const { headers } = formState.errors;
  const stored = fields.some(({ storedName }) => storedName !== undefined);

  /** Lines of `Name: value` become rows, in place of the row they were pasted into if it is blank. */
  const paste = (index: number, event: React.ClipboardEvent) => {
    const pasted = parseHeaderLines(event.clipboardData.getData("text"));
    if (!pasted) return;
    event.preventDefault();
    const rows = getValues("headers");
    const kept = rows.filter((row, position) => position !== index || !isBlank(row));
    replace([...kept, ...pasted].slice(0, maxHeaders));
  };

  return (
    <Fieldset
      legend="Custom headers"
      hint={`Sent with every request. Paste “Name: value” lines to fill in several at once.${stored ? keptHint : ""}`}
      error={headers?.message ?? headers?.root?.message}
    >
      {fields.map((field, index) => (
        <HeaderRow
          key={field.id}
          index={index}
          onPaste={(event) => paste(index, event)}
          onRemove={() => remove(index)}
        />
      ))}
      {fields.length < maxHeaders && (
        <Button variant="outline" size="small" onClick={() => append({ name: "", value: "" })}>
          <Plus aria-hidden /> Add header
        </Button>
      )}
    </Fieldset>
  );
}
