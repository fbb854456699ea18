import {
  CirclePause,
  CirclePlay,
  History,
  List,
  MoreHorizontal,
  Pencil,
  Send,
  Trash2,
} from "lucide-react";
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
import { useEnableWebhook } from "./use-enable-webhook";

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const openModal = useOpenModal();
  const canWrite = useCanWrite();
  const enable = useEnableWebhook(webhook.id);
  const triggerId = `actions-${webhook.id}`;
  const open = (modal: string) => openModal(`webhooks/${webhook.id}/${modal}`, triggerId);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          id={triggerId}
          variant="ghost"
          size="icon"
          pending={enable.isPending}
          aria-label={`Actions for ${webhook.name}`}
        >
          {!enable.isPending && <MoreHorizontal aria-hidden />}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {canWrite && (
          <>
            <DropdownMenuItem onSelect={() => open("edit")}>
              <Pencil aria-hidden /> Edit…
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => open("test")}>
              <Send aria-hidden /> Test…
            </DropdownMenuItem>
          </>
        )}
        <DropdownMenuItem onSelect={() => open("deliveries")}>
          <List aria-hidden /> View deliveries
        </DropdownMenuItem>
        {canWrite && (
          <>
            <DropdownMenuItem onSelect={() => enable.mutate({ enabled: !webhook.enabled })}>
              {webhook.enabled ? <CirclePause aria-hidden /> : <CirclePlay aria-hidden />}
              {webhook.enabled ? "Disable" : "Enable"}
            </DropdownMenuItem>
            {webhook.enabled && (
              <DropdownMenuItem onSelect={() => open("recover")}>
                <History aria-hidden /> Recover missed events…
              </DropdownMenuItem>
            )}
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
