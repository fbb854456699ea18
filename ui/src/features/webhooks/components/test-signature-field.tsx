import { Fieldset } from "@/components/fieldset";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import type { TestSignature } from "../api/test-webhook";

const choices: { value: TestSignature; label: string; meaning: string }[] = [
  {
    value: "signed",
    label: "Signed",
    meaning: "As every delivery: the receiver should accept it.",
  },
  {
    value: "unsigned",
    label: "Unsigned",
    meaning: "Without a signature: the receiver should refuse it.",
  },
  {
    value: "tampered",
    label: "Tampered",
    meaning: "With the signature of another body: the receiver should refuse it.",
  },
];

interface TestSignatureFieldProps {
  signature: TestSignature;
  onChange: (signature: TestSignature) => void;
}

export function TestSignatureField({ signature, onChange }: TestSignatureFieldProps) {
  return (
    <Fieldset legend="Signature" className="space-y-2">
      <RadioGroup
        aria-label="Signature"
        value={signature}
        onValueChange={(chosen) => onChange(chosen as TestSignature)}
      >
        {choices.map(({ value, label }) => (
          <RadioGroupItem key={value} value={value}>
            {label}
          </RadioGroupItem>
        ))}
      </RadioGroup>
      <p aria-live="polite" className="text-[0.8125rem] text-muted-foreground">
        {choices.find(({ value }) => value === signature)?.meaning}
      </p>
    </Fieldset>
  );
}
