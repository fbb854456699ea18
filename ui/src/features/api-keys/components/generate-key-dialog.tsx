import { lazy, startTransition, useState } from "react";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import type { GeneratedApiKey } from "../api/api-key";
import { GenerateKeyForm } from "./generate-key-form";

/** Downloaded before a key is asked for: a key that the hub made and nobody can see would be lost. */
const loadReveal = async () => ({
  default: (await import("./generated-key-dialog")).GeneratedKeyDialog,
});
const GeneratedKeyDialog = lazy(loadReveal);

/** The form, then the key. The key lives in this state alone, and goes with it. */
export function GenerateKeyDialog() {
  const [generated, setGenerated] = useState<GeneratedApiKey>();
  const close = useCloseModal("api-keys");
  const opener = useModalOpener();

  return generated ? (
    <GeneratedKeyDialog generated={generated} onClose={close} opener={opener} />
  ) : (
    <GenerateKeyForm
      prepare={loadReveal}
      // A transition keeps the form in place until the next dialog can be drawn.
      onGenerated={(key) => startTransition(() => setGenerated(key))}
      onClose={close}
      opener={opener}
    />
  );
}
