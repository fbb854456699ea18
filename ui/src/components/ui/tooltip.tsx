import { Tooltip as TooltipPrimitive } from "radix-ui";

export const TooltipProvider = TooltipPrimitive.Provider;

/** A hint on hover and focus; the child has to be able to take the focus. */
export function Tooltip({ hint, children }: { hint: React.ReactNode; children: React.ReactNode }) {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          data-slot="tooltip"
          sideOffset={4}
          collisionPadding={8}
          className="animate-appear z-50 max-w-72 rounded-md bg-foreground px-2.5 py-1.5 text-xs text-background"
        >
          {hint}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  );
}
