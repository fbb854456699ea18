import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useReadWebhookSecret } from "../api/read-webhook-secret";
import type { CreatedWebhook, Webhook } from "../api/webhook";
import { fateOfOldSecret } from "../lib/secret-overlap";
import { PublicKeyField } from "./public-key-field";
import { RegenerateSecret } from "./regenerate-secret";
import { SignatureHelp } from "./signature-help";
import { SigningSecret } from "./signing-secret";

/** The secret of a saved webhook. It lives in this state alone, once it was asked for, and goes with it. */
export function SecretField({ webhook }: { webhook: Webhook }) {
  const [secret, setSecret] = useState<string>();
  const [mode, setMode] = useState<"shown" | "regenerating" | "left">("shown");
  const [fate, setFate] = useState<string>();
  const read = useReadWebhookSecret(webhook.id);

  const askForSecret = () =>
    new Promise<string | undefined>((resolve) => {
      const take = (answered: string) => {
        setSecret(answered);
        resolve(answered);
      };
      read.mutate(take, { onError: () => resolve(undefined) });
    });

  const takeNew = ({ secret: regenerated }: CreatedWebhook, overlapHours: number) => {
    setSecret(regenerated);
    setFate(fateOfOldSecret(overlapHours, new Date()));
    setMode("left");
  };

  return (
    <div className="space-y-3">
      {webhook.publicKey ? (
        <PublicKeyField publicKey={webhook.publicKey} />
      ) : (
        <SigningSecret
          secret={secret}
          onNeeded={askForSecret}
          pending={read.isPending}
          hint="Each time somebody looks at it or copies it, the audit log says so."
        />
      )}
      {fate && (
        <Alert tone="success" role="status">
          <p className="font-medium">There is a new secret.</p>
          <p className="mt-0.5">{fate}</p>
        </Alert>
      )}
      {mode === "regenerating" ? (
        <RegenerateSecret
          webhook={webhook}
          onRegenerated={takeNew}
          onCancel={() => setMode("left")}
        />
      ) : (
        <Button
          variant="outline"
          size="small"
          // What had the focus is gone; it goes back to where it came from.
          autoFocus={mode === "left"}
          onClick={() => setMode("regenerating")}
        >
          <RefreshCw aria-hidden /> Regenerate…
        </Button>
      )}
      <SignatureHelp scheme={webhook.signatureScheme} />
    </div>
  );
}
