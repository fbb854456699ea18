import { Eye, EyeOff, X } from "lucide-react";
import { useId, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FieldMessage } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/class-names";
import type { WebhookFormValues } from "../lib/webhook-form";

interface HeaderRowProps {
  index: number;
  onPaste: (event: React.ClipboardEvent) => void;
  onRemove: () => void;
}

/** In place of a value that the hub has and nobody can read. */
const storedValue = "•••••••• kept";

/** Name and value of one header. The value is masked: it is often a credential. */
export function HeaderRow({ index, onPaste, onRemove }: HeaderRowProps) {
  const { register, formState, control } = useFormContext<WebhookFormValues>();
  const stored = useWatch({ control, name: `headers.${index}.storedName` }) !== undefined;
  const [revealed, setRevealed] = useState(false);
  const id = useId();
  const errors = formState.errors.headers?.[index];
  const error = errors?.name?.message ?? errors?.value?.message;
  const describedBy = error ? `${id}-error` : undefined;
  const number = index + 1;

  return (
    <div className="space-y-1.5">
      <div className="flex flex-wrap gap-2 sm:flex-nowrap">
        <Input
          aria-label={`Name of header ${number}`}
          aria-invalid={errors?.name ? true : undefined}
          aria-describedby={describedBy}
          placeholder="X-Name"
          autoComplete="off"
          spellCheck={false}
          className="font-mono sm:w-44 sm:shrink-0"
          onPaste={onPaste}
          {...register(`headers.${index}.name`)}
        />
        <Input
          aria-label={`Value of header ${number}`}
          aria-invalid={errors?.value ? true : undefined}
          aria-describedby={describedBy}
          placeholder={stored ? storedValue : "Value"}
          // Not a password field: browsers offer to save those.
          autoComplete="off"
          spellCheck={false}
          className={cn("w-0 grow font-mono", !revealed && "[-webkit-text-security:disc]")}
          {...register(`headers.${index}.value`)}
        />
        <Button
          variant="outline"
          className="w-9 px-0"
          aria-label={`${revealed ? "Hide" : "Show"} the value of header ${number}`}
          onClick={() => setRevealed(!revealed)}
        >
          {revealed ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Button>
        <Button
          variant="outline"
          className="w-9 px-0"
          aria-label={`Remove header ${number}`}
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      </div>
      <FieldMessage id={`${id}-error`} message={error} />
    </div>
  );
}
