import { Ban, MoreHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useOpenModal } from "@/lib/modal-route";
import type { ApiKey } from "../api/api-key";

export function ApiKeyActions({ apiKey }: { apiKey: ApiKey }) {
  const openModal = useOpenModal();
  const triggerId = `actions-${apiKey.id}`;
  if (apiKey.status === "revoked") return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          id={triggerId}
          variant="ghost"
          size="icon"
          aria-label={`Actions for ${apiKey.name}`}
        >
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem
          destructive
          onSelect={() => openModal(`api-keys/${apiKey.id}/revoke`, triggerId)}
        >
          <Ban aria-hidden /> Revoke…
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
