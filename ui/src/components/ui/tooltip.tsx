import { deferred } from "@/components/deferred";

/** A hint on hover and focus; the child has to be able to take the focus. */
export const Tooltip = deferred<{ hint: React.ReactNode; children: React.ReactNode }>(
  async () => (await import("./tooltip-overlay")).TooltipOverlay,
  ({ children }) => children,
);
