import { Plug } from "lucide-react";

export function Logo() {
  return (
    <span className="flex size-8 shrink-0 items-center justify-center rounded-lg bg-accent text-accent-foreground">
      <Plug aria-hidden className="size-4.5" />
    </span>
  );
}
