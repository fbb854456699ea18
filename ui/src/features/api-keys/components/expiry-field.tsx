import { useController, useFormContext } from "react-hook-form";
import { Field } from "@/components/field";
import { Alert } from "@/components/ui/alert";
import { Select } from "@/components/ui/select";
import { dayOf } from "@/lib/absolute-time";
import { useNow } from "@/lib/use-now";
import type { KeyFormValues } from "../lib/key-form";
import { expiryOf, lifetimes } from "../lib/key-lifetime";

export function ExpiryField() {
  const { control } = useFormContext<KeyFormValues>();
  const { field, fieldState } = useController({ control, name: "expiresIn" });
  const expiry = expiryOf(field.value, useNow());

  return (
    <div className="space-y-3">
      <Field
        label="Expires"
        hint={expiry && `On ${dayOf(expiry)}.`}
        error={fieldState.error?.message}
      >
        {(control) => (
          <Select {...control} {...field} className="sm:w-48">
            {lifetimes.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {!expiry && (
        <Alert tone="warning" role="status">
          A key that never expires keeps working for whoever gets hold of it, until somebody revokes
          it. Prefer an expiry.
        </Alert>
      )}
    </div>
  );
}
