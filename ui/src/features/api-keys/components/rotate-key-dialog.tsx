import { useState } from "react";
import { useParams } from "react-router";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { GeneratedKeyDialog } from "./generated-key-dialog";
import { type RotatedKey, RotateKeyForm } from "./rotate-key-form";

/** The choice of an overlap, then the new key. It lives in this state alone, and goes with it. */
export function RotateKeyDialog() {
  const { keyId = "" } = useParams();
  const [rotated, setRotated] = useState<RotatedKey>();
  const close = useCloseModal("api-keys");
  const opener = useModalOpener();

  return rotated ? (
    <GeneratedKeyDialog
      generated={rotated.generated}
      note={rotated.aboutOldKey}
      onClose={close}
      opener={opener}
    />
  ) : (
    <RotateKeyForm keyId={keyId} onRotated={setRotated} onClose={close} opener={opener} />
  );
}
