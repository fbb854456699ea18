import { useState } from "react";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import type { GeneratedApiKey } from "../api/api-key";
import { GenerateKeyForm } from "./generate-key-form";
import { GeneratedKeyDialog } from "./generated-key-dialog";

/** The form, then the key. The key lives in this state alone, and goes with it. */
export function GenerateKeyDialog() {
  const [generated, setGenerated] = useState<GeneratedApiKey>();
  const close = useCloseModal("api-keys");
  const opener = useModalOpener();

  return generated ? (
    <GeneratedKeyDialog generated={generated} onClose={close} opener={opener} />
  ) : (
    <GenerateKeyForm onGenerated={setGenerated} onClose={close} opener={opener} />
  );
}
