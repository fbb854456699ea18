import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

const mask = `whsec_${"•".repeat(24)}`;

interface SigningSecretProps {
  /** undefined until it was asked for. */
  secret: string | undefined;
  /** Asks for it; undefined if there is no answer. */
  onNeeded: () => Promise<string | undefined>;
  pending?: boolean;
  hint?: React.ReactNode;
}

/** Hidden until asked for; copying needs no revealing. */
export function SigningSecret({ secret, onNeeded, pending, hint }: SigningSecretProps) {
  const [revealed, setRevealed] = useState(false);
  const reveal = async () => setRevealed((secret ?? (await onNeeded())) !== undefined);
  const shown = revealed && secret !== undefined;
  return (
    <Field label="Signing secret" hint={hint}>
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            readOnly
            value={shown ? secret : mask}
            spellCheck={false}
            className="font-mono"
          />
          <Button
            variant="outline"
            className="w-9 px-0"
            aria-label={shown ? "Hide secret" : "Reveal secret"}
            pending={pending}
            onClick={shown ? () => setRevealed(false) : reveal}
          >
            {!pending && (shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />)}
          </Button>
          <CopyButton
            text={secret ?? onNeeded}
            label="Copy secret"
            onRefused={() => setRevealed(true)}
          >
            Copy
          </CopyButton>
        </div>
      )}
    </Field>
  );
}
