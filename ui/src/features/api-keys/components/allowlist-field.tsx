import { Plus } from "lucide-react";
import { useController, useFormContext } from "react-hook-form";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useCurrentSession } from "@/lib/current-session";
import { allowlistError, checkAllowlist } from "../lib/ip-allowlist";
import type { KeyFormValues } from "../lib/key-form";

export function AllowlistField() {
  const { clientIp } = useCurrentSession();
  const { control } = useFormContext<KeyFormValues>();
  const { field, fieldState } = useController({ control, name: "ipAllowlist" });
  const lines = checkAllowlist(field.value);
  // A line is checked once it is finished: the last one may still be being typed.
  const finished = lines.filter(({ number }) => number <= field.value.split("\n").length - 1);
  const listed = lines.some(({ text }) => text === clientIp);

  const addMyAddress = () =>
    field.onChange([...lines.map(({ text }) => text), clientIp].join("\n"));

  return (
    <Field
      label="IP allow-list"
      optional
      hint="One address or CIDR range a line. Empty means that any address may use the key."
      error={fieldState.error?.message ?? allowlistError(finished)}
    >
      {(control) => (
        <>
          <Textarea
            {...control}
            {...field}
            rows={3}
            spellCheck={false}
            placeholder="203.0.113.0/24"
            className="font-mono"
          />
          {clientIp && !listed && (
            <Button variant="outline" size="small" onClick={addMyAddress}>
              <Plus aria-hidden /> Add my address ({clientIp})
            </Button>
          )}
        </>
      )}
    </Field>
  );
}
