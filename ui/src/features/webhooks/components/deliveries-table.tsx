import { Inbox, SearchX } from "lucide-react";
import { DataTable } from "@/components/data-table";
import { LoadMore } from "@/components/load-more";
import { QueryError } from "@/components/query-error";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { useDeliveries } from "../api/list-deliveries";
import { deliveryColumns } from "./delivery-columns";
import { DeliveryDetails } from "./delivery-details";

interface DeliveriesTableProps {
  webhookId: string;
  list: ReturnType<typeof useDeliveries>;
  filtered: boolean;
  onClearFilter: () => void;
  opened: string | undefined;
  onOpen: (deliveryId: string | undefined) => void;
}

export function DeliveriesTable({
  webhookId,
  list,
  filtered,
  onClearFilter,
  opened,
  onOpen,
}: DeliveriesTableProps) {
  // With rows to show, a poll that failed is no reason to take them away; the next one may succeed.
  if (list.isError && !list.data) {
    return (
      <QueryError
        title="The deliveries couldn’t be loaded."
        error={list.error}
        onRetry={list.refetch}
        retrying={list.isFetching}
      />
    );
  }
  if (list.data?.deliveries.length === 0) {
    return filtered ? (
      <Empty
        icon={SearchX}
        title="No delivery matches"
        action={
          <Button variant="outline" onClick={onClearFilter}>
            Clear filter
          </Button>
        }
      >
        There are deliveries with another outcome, or none at all.
      </Empty>
    ) : (
      <Empty icon={Inbox} title="No deliveries yet">
        They appear here as soon as one of this webhook’s events happens.
      </Empty>
    );
  }
  return (
    <>
      <DataTable
        label="Deliveries"
        columns={deliveryColumns(opened, ({ id }) => onOpen(id === opened ? undefined : id))}
        rows={list.data?.deliveries}
        rowKey={(delivery) => delivery.id}
        stale={list.isPlaceholderData}
        details={({ id }) =>
          id === opened && <DeliveryDetails webhookId={webhookId} deliveryId={id} />
        }
      />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoadMore={list.fetchNextPage}
      />
    </>
  );
}
