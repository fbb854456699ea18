import { cn } from "@/lib/class-names";
import { inputClasses } from "./input";

export function Textarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(inputClasses, "min-h-20 py-2", className)}
      {...props}
    />
  );
}
