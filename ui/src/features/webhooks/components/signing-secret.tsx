import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

const mask = `whsec_${"•".repeat(24)}`;

/** Hidden until asked for; copying needs no revealing. */
export function SigningSecret({ secret }: { secret: string }) {
  const [revealed, setRevealed] = useState(false);
  return (
    <Field label="Signing secret">
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            readOnly
            value={revealed ? secret : mask}
            spellCheck={false}
            className="font-mono"
          />
          <Button
            variant="outline"
            className="w-9 px-0"
            aria-label={revealed ? "Hide secret" : "Reveal secret"}
            onClick={() => setRevealed(!revealed)}
          >
            {revealed ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </Button>
          <CopyButton text={secret} label="Copy secret" onRefused={() => setRevealed(true)}>
            Copy
          </CopyButton>
        </div>
      )}
    </Field>
  );
}
