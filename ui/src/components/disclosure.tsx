import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { cn } from "@/lib/class-names";

interface DisclosureProps {
  label: string;
  /** Whether it is open from the beginning. */
  startsOpen?: boolean;
  /** Whether something in it wants to be seen, so that it can't be folded away. */
  mustShow?: boolean;
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
  startsOpen = false,
  mustShow = false,
  className,
  buttonClassName,
  contentClassName,
  children,
}: DisclosureProps) {
  const [opened, setOpen] = useState(startsOpen);
  const open = opened || mustShow;
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
