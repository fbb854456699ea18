import { ActionsPlaceholder } from "@/components/actions-placeholder";
import { BadgeList } from "@/components/badge-list";
import type { Column } from "@/components/data-table";
import { deferred } from "@/components/deferred";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { Webhook } from "../api/webhook";
import { everyEvent } from "../lib/event-groups";
import { SuccessRate } from "./success-rate";
import { WebhookStatus } from "./webhook-status";
import { WebhookUrl } from "./webhook-url";

const WebhookActions = deferred<{ webhook: Webhook }>(
  async () => (await import("./webhook-actions")).WebhookActions,
  ActionsPlaceholder,
);

export const webhookColumns: Column<Webhook>[] = [
  {
    header: "Name",
    kind: "title",
    skeleton: "w-28",
    className: "lg:max-w-44",
    cell: (webhook) => <span className="font-medium break-words">{webhook.name}</span>,
  },
  {
    header: "URL",
    skeleton: "w-48",
    className: "lg:max-w-64",
    cell: (webhook) => <WebhookUrl url={webhook.url} />,
  },
  {
    header: "Events",
    skeleton: "w-32",
    cell: (webhook) =>
      webhook.events.includes(everyEvent) ? (
        <Badge>All events</Badge>
      ) : (
        <BadgeList values={webhook.events} what="events" shown={1} />
      ),
  },
  {
    header: "Status",
    skeleton: "w-20",
    cell: (webhook) => <WebhookStatus webhook={webhook} />,
  },
  {
    header: "Last triggered",
    skeleton: "w-24",
    cell: (webhook) =>
      webhook.lastTriggeredAt ? (
        <RelativeTime at={webhook.lastTriggeredAt} />
      ) : (
        <span className="text-muted-foreground">Never</span>
      ),
  },
  {
    header: "Success rate",
    skeleton: "w-24",
    cell: (webhook) => <SuccessRate rate={webhook.successRate} />,
  },
  {
    header: "Actions",
    kind: "actions",
    skeleton: "size-8",
    cell: (webhook) => <WebhookActions webhook={webhook} />,
  },
];
