import { Ban, CirclePause, CirclePlay, Info, MoreHorizontal, RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useOpenModal } from "@/lib/modal-route";
import { notifySuccess } from "@/lib/notify";
import type { ApiKey } from "../api/api-key";
import { useChangeApiKey } from "../api/change-api-key";
import { whyNotRotatable } from "../lib/key-overlap";

export function ApiKeyActions({ apiKey }: { apiKey: ApiKey }) {
  const openModal = useOpenModal();
  // The row may be gone by then, filtered out by what changed; the message is not.
  const change = useChangeApiKey(apiKey.id, { onChanged: tellOfChange });
  const triggerId = `actions-${apiKey.id}`;
  const open = (modal = "") => openModal(`api-keys/${apiKey.id}${modal}`, triggerId);
  const { status } = apiKey;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          id={triggerId}
          variant="ghost"
          size="icon"
          pending={change.isPending}
          aria-label={`Actions for ${apiKey.name}`}
        >
          {!change.isPending && <MoreHorizontal aria-hidden />}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => open()}>
          <Info aria-hidden /> View details
        </DropdownMenuItem>
        {!whyNotRotatable(apiKey) && (
          <DropdownMenuItem onSelect={() => open("/rotate")}>
            <RefreshCw aria-hidden /> Rotate…
          </DropdownMenuItem>
        )}
        {status === "active" && (
          <DropdownMenuItem onSelect={() => change.mutate({ enabled: false })}>
            <CirclePause aria-hidden /> Disable
          </DropdownMenuItem>
        )}
        {status === "disabled" && (
          <DropdownMenuItem onSelect={() => change.mutate({ enabled: true })}>
            <CirclePlay aria-hidden /> Enable
          </DropdownMenuItem>
        )}
        {status !== "revoked" && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem destructive onSelect={() => open("/revoke")}>
              <Ban aria-hidden /> Revoke…
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function tellOfChange({ name, status }: ApiKey) {
  notifySuccess(
    status === "disabled"
      ? `“${name}” is disabled. Calls with it are refused until it is enabled.`
      : `“${name}” is enabled.`,
  );
}
