import { useState } from "react";
import { Fieldset } from "@/components/fieldset";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { errorMessage } from "@/lib/api-problem";
import { useNow } from "@/lib/use-now";
import { useRotateWebhookSecret } from "../api/rotate-webhook-secret";
import type { CreatedWebhook, Webhook } from "../api/webhook";
import { describeSecretOverlap, secretOverlaps } from "../lib/secret-overlap";
import { SignatureSchemeField } from "./signature-scheme-field";

interface RegenerateSecretProps {
  webhook: Webhook;
  onRegenerated: (regenerated: CreatedWebhook, overlapHours: number) => void;
  onCancel: () => void;
}

/** Chooses how long the old secret goes on signing, then puts a new one in its place. */
export function RegenerateSecret({ webhook, onRegenerated, onCancel }: RegenerateSecretProps) {
  const now = useNow();
  // Long enough to bring the new secret to the receiver.
  const [hours, setHours] = useState(24);
  const [signatureScheme, setScheme] = useState(webhook.signatureScheme);
  const rotate = useRotateWebhookSecret(webhook.id, onRegenerated);
  const description = describeSecretOverlap(hours, now);

  const regenerate = () =>
    rotate.mutate({
      overlapHours: hours,
      ...(signatureScheme !== webhook.signatureScheme && { signatureScheme }),
    });

  return (
    <div className="space-y-4 rounded-lg border p-3 sm:p-4">
      <Fieldset legend="Overlap" hint="How long the old secret goes on signing beside the new one.">
        <RadioGroup
          aria-label="Overlap"
          value={String(hours)}
          onValueChange={(chosen) => setHours(Number(chosen))}
        >
          {secretOverlaps.map(({ hours: value, label }, index) => (
            <RadioGroupItem key={value} value={String(value)} autoFocus={index === 2}>
              {label}
            </RadioGroupItem>
          ))}
        </RadioGroup>
        {hours === 0 ? (
          <Alert tone="warning" role="status">
            {description}
          </Alert>
        ) : (
          <p aria-live="polite" className="rounded-md bg-muted px-3 py-2 text-[0.8125rem]">
            {description}
          </p>
        )}
      </Fieldset>
      <SignatureSchemeField scheme={signatureScheme} onChange={setScheme} />
      {rotate.isError && (
        <Alert tone="danger" role="alert">
          <p className="font-medium">The secret was not regenerated.</p>
          <p className="mt-0.5">{errorMessage(rotate.error)}</p>
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" pending={rotate.isPending} onClick={regenerate}>
          Regenerate secret
        </Button>
        <Button variant="outline" size="small" onClick={onCancel}>
          Keep the old one
        </Button>
      </div>
    </div>
  );
}
