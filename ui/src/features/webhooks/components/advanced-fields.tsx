import { useController, useFormContext } from "react-hook-form";
import type { WebhookFormValues } from "../lib/webhook-form";
import { FilterField } from "./filter-field";
import { PaceField } from "./pace-field";
import { SignatureSchemeField } from "./signature-scheme-field";

/** The scheme of a saved webhook changes with its secret, not here. */
export function AdvancedFields({ isNew }: { isNew: boolean }) {
  const { control } = useFormContext<WebhookFormValues>();
  const { field } = useController({ control, name: "signatureScheme" });
  return (
    <div className="space-y-6">
      <FilterField />
      <PaceField />
      {isNew && <SignatureSchemeField scheme={field.value} onChange={field.onChange} />}
    </div>
  );
}
