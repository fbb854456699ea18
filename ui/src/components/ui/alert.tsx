import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { cn } from "@/lib/class-names";

const alertVariants = cva("flex gap-2.5 rounded-md border px-3 py-2.5 text-sm", {
  variants: {
    tone: {
      info: "bg-muted",
      success: "border-transparent bg-success-surface text-success",
      warning: "border-transparent bg-warning-surface text-warning",
      danger: "border-transparent bg-danger-surface text-danger",
    },
  },
  defaultVariants: { tone: "info" },
});

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

/** A note in place; pass `role="alert"` when it appears in answer to something. */
export function Alert({
  tone = "info",
  className,
  children,
  ...props
}: React.ComponentProps<"div"> & VariantProps<typeof alertVariants>) {
  const Icon = icons[tone ?? "info"];
  return (
    <div data-slot="alert" className={cn(alertVariants({ tone }), className)} {...props}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
