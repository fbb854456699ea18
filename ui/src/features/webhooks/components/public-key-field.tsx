import { CopyButton } from "@/components/copy-button";
import { Field } from "@/components/field";
import { Input } from "@/components/ui/input";

/** What a receiver of Ed25519 signatures needs; everybody may see it. */
export function PublicKeyField({ publicKey }: { publicKey: string }) {
  return (
    <Field
      label="Public key"
      hint="Checks the signatures and can make none: it needs no hiding. The private key never leaves the hub."
    >
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            readOnly
            value={publicKey}
            spellCheck={false}
            className="font-mono"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton text={publicKey} label="Copy public key">
            Copy
          </CopyButton>
        </div>
      )}
    </Field>
  );
}
