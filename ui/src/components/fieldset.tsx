import { cn } from "@/lib/class-names";
import { FieldMessage } from "./field";

interface FieldsetProps {
  legend: string;
  hint?: React.ReactNode;
  error?: string;
  className?: string;
  children: React.ReactNode;
}

/** Several controls that answer one question. */
export function Fieldset({ legend, hint, error, className, children }: FieldsetProps) {
  return (
    <fieldset data-slot="fieldset" className={cn("min-w-0 space-y-3", className)}>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {hint && <p className="-mt-2 text-[0.8125rem] text-muted-foreground">{hint}</p>}
      {children}
      <FieldMessage message={error} />
    </fieldset>
  );
}
