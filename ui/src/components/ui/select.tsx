import { ChevronDown } from "lucide-react";
import { cn } from "@/lib/class-names";
import { inputClasses } from "./input";

/** The browser's own select: phones show their picker, and Radix's would cost 6 KB of the first load. */
export function Select({ className, ...props }: React.ComponentProps<"select">) {
  return (
    <div className={cn("relative w-full", className)}>
      <select
        data-slot="select"
        className={cn(inputClasses, "h-9 appearance-none bg-background pr-9")}
        {...props}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-2.5 right-3 size-4 text-muted-foreground"
      />
    </div>
  );
}
