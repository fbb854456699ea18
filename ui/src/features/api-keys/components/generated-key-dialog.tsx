import { useEffect, useEffectEvent, useState } from "react";
import { useBeforeUnload, useBlocker } from "react-router";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import type { GeneratedApiKey } from "../api/api-key";
import { useRefreshApiKeys } from "../api/list-api-keys";
import { KeySecret } from "./key-secret";
import { KeySnippets } from "./key-snippets";

interface GeneratedKeyDialogProps {
  generated: GeneratedApiKey;
  /** What else happened, such as to the key that this one replaces. */
  note?: string;
  onClose: () => void;
  opener: () => HTMLElement | null;
}

/** Shows the key, the only time there is. Closes once it was copied or the reader says it is stored. */
export function GeneratedKeyDialog({ generated, note, onClose, opener }: GeneratedKeyDialogProps) {
  const [copied, setCopied] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const stored = copied || confirmed;
  const blocker = useBlocker(!stored);
  useBeforeUnload((event) => {
    if (!stored) event.preventDefault();
  });

  // Only now, however the dialog was left: a new row behind it would draw the eye from the key.
  const refresh = useEffectEvent(useRefreshApiKeys());
  useEffect(() => () => void refresh(), []);

  const markCopied = () => setCopied(true);
  return (
    <Dialog onClose={onClose} opener={opener} closable={stored}>
      <DialogHeader title={`“${generated.name}” is ready`}>
        Copy the key now and store it safely. It can’t be shown again.{note && ` ${note}`}
      </DialogHeader>
      <DialogBody className="space-y-5">
        <KeySecret secret={generated.key} onCopied={markCopied} />
        <KeySnippets secret={generated.key} scopes={generated.scopes} onCopied={markCopied} />
        {blocker.state === "blocked" && !stored && (
          <Alert tone="warning" role="alert">
            If you leave now, the key is lost. Copy it first.
          </Alert>
        )}
      </DialogBody>
      <DialogFooter className="justify-between">
        <div className="flex items-center gap-2">
          <Checkbox
            id="key-stored"
            checked={confirmed}
            onCheckedChange={(checked) => setConfirmed(checked === true)}
          />
          <Label htmlFor="key-stored" className="py-1 font-normal">
            I have stored it
          </Label>
        </div>
        <Button disabled={!stored} onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
