import { cn } from "@/lib/class-names";

export function Skeleton({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="skeleton"
      aria-hidden
      className={cn("h-4 animate-pulse rounded bg-muted", className)}
      {...props}
    />
  );
}
