import { Tooltip as TooltipPrimitive } from "radix-ui";

interface TooltipOverlayProps {
  hint: React.ReactNode;
  children: React.ReactNode;
}

export function TooltipOverlay({ hint, children }: TooltipOverlayProps) {
  return (
    <TooltipPrimitive.Provider delayDuration={300}>
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
    </TooltipPrimitive.Provider>
  );
}
