import { ChevronRight } from "lucide-react";
import type { Column } from "@/components/data-table";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { localTime } from "@/lib/absolute-time";
import { cn } from "@/lib/class-names";
import { formatCount, formatMillis } from "@/lib/numbers";
import type { Delivery } from "../api/delivery";
import { DeliveryStatusBadge } from "./delivery-status-badge";
import { SelectionCheckbox } from "./selection-checkbox";

const nothing = <span className="text-muted-foreground">—</span>;

export function deliveryColumns(
  opened: string | undefined,
  toggle: (delivery: Delivery) => void,
): Column<Delivery>[] {
  return [
    {
      header: "Event",
      kind: "title",
      skeleton: "w-40",
      cell: (delivery) => (
        <button
          type="button"
          aria-expanded={delivery.id === opened}
          // The pseudo-element makes the whole row the target.
          className="flex items-center gap-2 rounded-sm text-left after:absolute after:inset-0"
          onClick={() => toggle(delivery)}
        >
          <ChevronRight
            aria-hidden
            className={cn(
              "size-4 shrink-0 text-muted-foreground transition-transform",
              delivery.id === opened && "rotate-90",
            )}
          />
          <span className="font-mono text-[0.8125rem] break-all">{delivery.event}</span>
          {delivery.test && <Badge tone="quiet">Test</Badge>}
        </button>
      ),
    },
    {
      header: "Status",
      skeleton: "w-20",
      className: "lg:w-32",
      cell: (delivery) => <DeliveryStatusBadge status={delivery.status} />,
    },
    {
      header: "Time",
      skeleton: "w-24",
      className: "lg:w-36",
      cell: (delivery) => (
        <RelativeTime
          at={delivery.createdAt}
          className="relative z-10 rounded-sm whitespace-nowrap"
        />
      ),
    },
    {
      header: "Duration",
      skeleton: "w-14",
      className: "tabular-nums lg:w-24",
      cell: ({ durationMs }) => (durationMs === null ? nothing : formatMillis(durationMs)),
    },
    {
      header: "Response",
      skeleton: "w-10",
      className: "tabular-nums lg:w-44",
      cell: ({ responseCode, error }) =>
        responseCode ??
        (error ? <span className="break-words text-danger">{error}</span> : nothing),
    },
    {
      header: "Attempts",
      skeleton: "w-6",
      className: "tabular-nums lg:w-24",
      cell: ({ attempts }) => formatCount(attempts),
    },
  ];
}

export interface Selection {
  has: (deliveryId: string) => boolean;
  toggle: (deliveryId: string, selected: boolean) => void;
}

export function selectionColumn(selection: Selection): Column<Delivery> {
  return {
    header: "Select",
    kind: "actions",
    skeleton: "m-2 size-4",
    className: "lg:w-12 lg:py-1 lg:pr-0 lg:pl-2",
    cell: ({ id, event, createdAt }) => (
      <SelectionCheckbox
        label={`Select ${event} of ${localTime(new Date(createdAt))}`}
        checked={selection.has(id)}
        onChange={(checked) => selection.toggle(id, checked)}
      />
    ),
  };
}
