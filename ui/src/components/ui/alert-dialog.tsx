import { AlertDialog as AlertPrimitive } from "radix-ui";
import { cn } from "@/lib/class-names";
import { Button } from "./button";
import { modalClasses, overlayClasses } from "./dialog";

interface AlertDialogProps {
  title: string;
  children: React.ReactNode;
  onClose: () => void;
  opener: () => HTMLElement | null;
  /** The button that does it. */
  action: React.ReactNode;
}

/** Asks before something that can't be undone; the focus starts on Cancel. */
export function AlertDialog({ title, children, onClose, opener, action }: AlertDialogProps) {
  return (
    <AlertPrimitive.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertPrimitive.Portal>
        <AlertPrimitive.Overlay data-slot="alert-dialog-overlay" className={overlayClasses} />
        <AlertPrimitive.Content
          data-slot="alert-dialog"
          className={cn(modalClasses, "gap-4 p-6 sm:max-w-lg")}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            opener()?.focus();
          }}
        >
          <AlertPrimitive.Title className="text-base font-semibold break-words">
            {title}
          </AlertPrimitive.Title>
          <AlertPrimitive.Description asChild>
            <div className="space-y-4 text-muted-foreground max-sm:grow">{children}</div>
          </AlertPrimitive.Description>
          <div className="flex flex-wrap justify-end gap-2">
            <AlertPrimitive.Cancel asChild>
              <Button variant="outline">Cancel</Button>
            </AlertPrimitive.Cancel>
            {action}
          </div>
        </AlertPrimitive.Content>
      </AlertPrimitive.Portal>
    </AlertPrimitive.Root>
  );
}
