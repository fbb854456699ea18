import { useState } from "react";
import { Dialog, DialogBody, DialogHeader } from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { chooseShortcuts, useShortcutsOn } from "@/lib/shortcuts";

const shortcuts = [
  { key: "/", what: "Search" },
  { key: "j", what: "Next row" },
  { key: "k", what: "Previous row" },
  { key: "Enter", what: "Open the row" },
  { key: "r", what: "Retry the opened delivery" },
  { key: "Esc", what: "Close what is open" },
  { key: "?", what: "Show these shortcuts" },
];

export function ShortcutsDialog() {
  const close = useCloseModal("api-keys");
  const opener = useModalOpener();
  const on = useShortcutsOn();
  const [focusedBefore] = useState(() => document.activeElement);

  // A key can be pressed anywhere, also where nothing has an id to be found by.
  const focusAfterwards = () =>
    focusedBefore instanceof HTMLElement &&
    focusedBefore !== document.body &&
    focusedBefore.isConnected
      ? focusedBefore
      : opener();

  return (
    <Dialog onClose={close} opener={focusAfterwards} className="sm:max-w-md">
      <DialogHeader title="Keyboard shortcuts">
        They work on the lists, while you aren’t typing.
      </DialogHeader>
      <DialogBody className="space-y-4">
        <dl className="divide-y">
          {shortcuts.map(({ key, what }) => (
            <div key={what} className="flex items-center justify-between gap-4 py-2">
              <dt>{what}</dt>
              <dd>
                <kbd className="inline-block min-w-6 rounded border bg-muted px-1.5 py-0.5 text-center font-mono text-xs">
                  {key}
                </kbd>
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex items-center justify-between gap-4 border-t pt-4">
          <Label htmlFor="shortcuts-on" className="py-1">
            Use keyboard shortcuts
          </Label>
          <Switch id="shortcuts-on" checked={on} onCheckedChange={chooseShortcuts} />
        </div>
      </DialogBody>
    </Dialog>
  );
}
