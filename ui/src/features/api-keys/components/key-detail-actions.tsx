import { Ban, RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { useOpenModal } from "@/lib/modal-route";
import type { ApiKey } from "../api/api-key";
import { whyNotRotatable } from "../lib/key-overlap";
import { EnableSwitch } from "./enable-switch";

/** What a writer can do with a key that isn't revoked. */
export function KeyDetailActions({ apiKey }: { apiKey: ApiKey }) {
  const openModal = useOpenModal();
  return (
    <DialogFooter className="max-sm:[&_svg]:hidden">
      {apiKey.status !== "expired" && <EnableSwitch apiKey={apiKey} />}
      {!whyNotRotatable(apiKey) && (
        <Button
          id="rotate-key"
          variant="outline"
          onClick={() => openModal(`api-keys/${apiKey.id}/rotate`, "rotate-key")}
        >
          <RefreshCw aria-hidden /> Rotate…
        </Button>
      )}
      <Button
        id="revoke-key"
        variant="outline"
        className="text-danger"
        onClick={() => openModal(`api-keys/${apiKey.id}/revoke`, "revoke-key")}
      >
        <Ban aria-hidden /> Revoke…
      </Button>
    </DialogFooter>
  );
}
