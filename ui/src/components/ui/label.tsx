import { Label as LabelPrimitive } from "radix-ui";
import { cn } from "@/lib/class-names";

export function Label({ className, ...props }: React.ComponentProps<typeof LabelPrimitive.Root>) {
  return (
    <LabelPrimitive.Root
      data-slot="label"
      className={cn("block text-sm font-medium", className)}
      {...props}
    />
  );
}
