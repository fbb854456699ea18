import { cn } from "@/lib/class-names";

export const inputClasses =
  "w-full min-w-0 rounded-md border border-input bg-background px-3 text-base placeholder:text-muted-foreground disabled:opacity-50 focus-visible:border-ring focus-visible:outline-[3px] focus-visible:outline-offset-0 focus-visible:outline-ring/40 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger/40 sm:text-sm";

export function Input({ className, type = "text", ...props }: React.ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(inputClasses, "h-9", className)}
      {...props}
    />
  );
}
