import { useRef, useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { Field } from "@/components/field";
import { Input } from "@/components/ui/input";

/** The key, with a button that copies it, or else selects it and says so. */
export function KeySecret({ secret, onCopied }: { secret: string; onCopied: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);

  const selectInstead = () => {
    setRefused(true);
    input.current?.focus();
    input.current?.select();
  };

  return (
    <Field
      label="API key"
      error={
        refused
          ? "The browser doesn’t allow copying from here. The key is selected: copy it with Ctrl+C or ⌘C."
          : undefined
      }
    >
      {({ "aria-invalid": _, ...control }) => (
        <div className="flex gap-2">
          <Input
            {...control}
            ref={input}
            readOnly
            value={secret}
            spellCheck={false}
            className="font-mono"
            onFocus={(event) => event.target.select()}
            onCopy={onCopied}
          />
          <CopyButton
            variant="primary"
            text={secret}
            label="Copy key"
            onCopied={onCopied}
            onRefused={selectInstead}
          >
            Copy
          </CopyButton>
        </div>
      )}
    </Field>
  );
}
