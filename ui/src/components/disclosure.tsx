import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { cn } from "@/lib/class-names";

interface DisclosureProps {
  label: string;
  className?: string;
  /** Of the button. */
  buttonClassName?: string;
  /** Of what is disclosed. */
  contentClassName?: string;
  children: React.ReactNode;
}

/** Something folded away until somebody wants it; only then is it rendered. */
export function Disclosure({
  label,
  className,
  buttonClassName,
  contentClassName,
  children,
}: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div data-slot="disclosure" className={className}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        className={cn("flex min-h-6 items-center gap-1.5 font-medium", buttonClassName)}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight
          aria-hidden
          className={cn("size-4 shrink-0 transition-transform", open && "rotate-90")}
        />
        {label}
      </button>
      <div id={id} hidden={!open} className={contentClassName}>
        {open && children}
      </div>
    </div>
  );
}
