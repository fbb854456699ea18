import { List, MoreHorizontal, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useCanWrite } from "@/lib/current-session";
import { useOpenModal } from "@/lib/modal-route";
import type { Webhook } from "../api/webhook";

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const openModal = useOpenModal();
  const canWrite = useCanWrite();
  const triggerId = `actions-${webhook.id}`;
  const open = (modal: string) => openModal(`webhooks/${webhook.id}/${modal}`, triggerId);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          id={triggerId}
          variant="ghost"
          size="icon"
          aria-label={`Actions for ${webhook.name}`}
        >
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => open("deliveries")}>
          <List aria-hidden /> View deliveries
        </DropdownMenuItem>
        {canWrite && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem destructive onSelect={() => open("delete")}>
              <Trash2 aria-hidden /> Delete…
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
