import { X } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import { cn } from "@/lib/class-names";
import { Button } from "./button";

export const overlayClasses = "fixed inset-0 z-40 bg-black/50";

/** Full height on a phone, a centred card from there on. */
export const modalClasses =
  "animate-appear fixed inset-0 z-40 flex flex-col bg-background outline-none sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-h-[calc(100dvh-4rem)] sm:w-[calc(100vw-4rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:border sm:shadow-lg";

const widths = { medium: "sm:max-w-xl", large: "sm:max-w-5xl" };

interface DialogProps extends React.ComponentProps<typeof DialogPrimitive.Content> {
  onClose: () => void;
  /** Where the focus goes afterwards; null leaves it to the browser. */
  opener: () => HTMLElement | null;
  width?: keyof typeof widths;
  /** Whether Escape, a click outside and the cross close it. */
  closable?: boolean;
}

/** A modal that is open as long as it is rendered. */
export function Dialog({
  onClose,
  opener,
  width = "medium",
  closable = true,
  className,
  children,
  ...props
}: DialogProps) {
  return (
    <DialogPrimitive.Root open onOpenChange={(open) => !open && closable && onClose()}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay data-slot="dialog-overlay" className={overlayClasses} />
        <DialogPrimitive.Content
          data-slot="dialog"
          className={cn(modalClasses, widths[width], className)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            opener()?.focus();
          }}
          onInteractOutside={(event) => {
            // Toasts lie outside, but a click on one means the toast.
            const target = event.detail.originalEvent.target;
            if (target instanceof Element && target.closest("[data-sonner-toaster]")) {
              event.preventDefault();
            }
          }}
          {...props}
        >
          {children}
          {closable && (
            <DialogPrimitive.Close asChild>
              <Button
                variant="ghost"
                size="icon"
                aria-label="Close"
                className="absolute top-3.5 right-3.5 text-muted-foreground"
              >
                <X />
              </Button>
            </DialogPrimitive.Close>
          )}
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

/** For a header that holds more than a title and a description. */
export const headerClasses = "space-y-1 border-b py-4 pr-14 pl-6 max-sm:pl-4";

export function DialogTitle({
  className,
  ...props
}: React.ComponentProps<typeof DialogPrimitive.Title>) {
  return (
    <DialogPrimitive.Title
      data-slot="dialog-title"
      className={cn("min-w-0 text-base font-semibold break-words", className)}
      {...props}
    />
  );
}

export function DialogHeader({
  title,
  children,
}: {
  title: React.ReactNode;
  children?: React.ReactNode;
}) {
  return (
    <header data-slot="dialog-header" className={headerClasses}>
      <DialogTitle>{title}</DialogTitle>
      {children && (
        <DialogPrimitive.Description className="text-muted-foreground">
          {children}
        </DialogPrimitive.Description>
      )}
    </header>
  );
}

export function DialogBody({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="dialog-body"
      className={cn(
        "min-h-0 grow overflow-y-auto overscroll-contain px-6 py-5 max-sm:px-4",
        className,
      )}
      {...props}
    />
  );
}

export function DialogFooter({ className, ...props }: React.ComponentProps<"footer">) {
  return (
    <footer
      data-slot="dialog-footer"
      className={cn(
        "flex flex-wrap items-center justify-end gap-2 border-t px-6 py-4 max-sm:px-4",
        className,
      )}
      {...props}
    />
  );
}
