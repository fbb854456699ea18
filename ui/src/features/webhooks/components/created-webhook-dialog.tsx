import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import type { CreatedWebhook } from "../api/webhook";
import { PublicKeyField } from "./public-key-field";
import { SigningSecret } from "./signing-secret";
import { VerificationSnippets } from "./verification-snippets";

interface CreatedWebhookDialogProps {
  created: CreatedWebhook;
  onClose: () => void;
  opener: () => HTMLElement | null;
}

export function CreatedWebhookDialog({ created, onClose, opener }: CreatedWebhookDialogProps) {
  return (
    <Dialog onClose={onClose} opener={opener}>
      <DialogHeader title={`“${created.name}” is ready`}>
        Give this {created.publicKey ? "key" : "secret"} to the receiver, so that it can tell the
        hub’s requests from anybody else’s.
      </DialogHeader>
      <DialogBody className="space-y-4">
        {created.publicKey ? (
          <PublicKeyField publicKey={created.publicKey} />
        ) : (
          <SigningSecret secret={created.secret} onNeeded={async () => created.secret} />
        )}
        <p className="text-[0.8125rem] text-muted-foreground">
          Requests are signed as{" "}
          <a
            href="https://www.standardwebhooks.com"
            target="_blank"
            rel="noreferrer"
            className="text-accent-text underline underline-offset-4"
          >
            Standard Webhooks
          </a>{" "}
          {created.publicKey
            ? "describes for asymmetric keys."
            : "describes; there are libraries that check it for most languages."}
        </p>
        <VerificationSnippets scheme={created.signatureScheme} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </Dialog>
  );
}
