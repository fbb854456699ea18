import { MoreHorizontal } from "lucide-react";

/** Stands for a row's actions menu while that is downloaded. */
export function ActionsPlaceholder() {
  return (
    <span className="flex size-8 items-center justify-center">
      <MoreHorizontal aria-hidden className="size-4" />
    </span>
  );
}
