import { Fieldset } from "@/components/fieldset";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import type { SignatureScheme } from "../api/webhook";

const schemes: { value: SignatureScheme; label: string; meaning: string }[] = [
  {
    value: "v1",
    label: "Shared secret",
    meaning:
      "HMAC-SHA-256 (v1): the hub and the receiver have the same secret. Every Standard Webhooks library checks it.",
  },
  {
    value: "v1a",
    label: "Public key",
    meaning:
      "Ed25519 (v1a): only the hub can sign, and the receiver checks with a public key that nobody has to hide. Few libraries check it yet.",
  },
];

interface SignatureSchemeFieldProps {
  scheme: SignatureScheme;
  onChange: (scheme: SignatureScheme) => void;
}

export function SignatureSchemeField({ scheme, onChange }: SignatureSchemeFieldProps) {
  return (
    <Fieldset legend="Signed with" className="space-y-2">
      <RadioGroup
        aria-label="Signed with"
        value={scheme}
        onValueChange={(chosen) => onChange(chosen as SignatureScheme)}
      >
        {schemes.map(({ value, label }) => (
          <RadioGroupItem key={value} value={value}>
            {label}
          </RadioGroupItem>
        ))}
      </RadioGroup>
      <p aria-live="polite" className="text-[0.8125rem] text-muted-foreground">
        {schemes.find(({ value }) => value === scheme)?.meaning}
      </p>
    </Fieldset>
  );
}
