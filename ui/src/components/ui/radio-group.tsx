import { RadioGroup as RadioGroupPrimitive } from "radix-ui";
import { cn } from "@/lib/class-names";

export function RadioGroup({
  className,
  ...props
}: React.ComponentProps<typeof RadioGroupPrimitive.Root>) {
  return (
    <RadioGroupPrimitive.Root
      data-slot="radio-group"
      className={cn("inline-flex max-w-full flex-wrap gap-1 rounded-lg bg-muted p-1", className)}
      {...props}
    />
  );
}

/** One segment of a choice between a few; the label is the content. */
export function RadioGroupItem({
  className,
  ...props
}: React.ComponentProps<typeof RadioGroupPrimitive.Item>) {
  return (
    <RadioGroupPrimitive.Item
      data-slot="radio-group-item"
      className={cn(
        "h-7 grow rounded-md border border-transparent px-3 text-[0.8125rem] font-medium text-muted-foreground transition-colors hover:text-foreground disabled:opacity-50 data-[state=checked]:border-border data-[state=checked]:bg-background data-[state=checked]:text-foreground",
        className,
      )}
      {...props}
    />
  );
}
