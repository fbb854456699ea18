import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

interface PayloadFieldProps {
  text: string;
  error: string | undefined;
  /** Whether it is other than the example. */
  edited: boolean;
  onChange: (text: string) => void;
  onLeave: () => void;
  onReset: () => void;
  resetLabel?: string;
}

export function PayloadField({
  text,
  error,
  edited,
  onChange,
  onLeave,
  onReset,
  resetLabel = "Reset to example",
}: PayloadFieldProps) {
  return (
    <div className="relative">
      <Field label="Data" error={error}>
        {(control) => (
          <Textarea
            {...control}
            rows={Math.min(12, Math.max(4, text.split("\n").length))}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-[0.8125rem] sm:text-[0.8125rem]"
            value={text}
            onChange={(change) => onChange(change.target.value)}
            onBlur={onLeave}
          />
        )}
      </Field>
      {edited && (
        <Button variant="link" size="small" className="absolute -top-0.5 right-0" onClick={onReset}>
          {resetLabel}
        </Button>
      )}
    </div>
  );
}
