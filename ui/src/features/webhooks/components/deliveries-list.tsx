import { type RefObject, useRef, useState } from "react";
import { LoadMore } from "@/components/load-more";
import { QueryError } from "@/components/query-error";
import { useCanWrite } from "@/lib/current-session";
import type { useDeliveries } from "../api/list-deliveries";
import type { BulkRetry } from "../api/retry-deliveries";
import { type DeliveryFilter, isFiltering } from "../lib/delivery-filter";
import { DeliveriesTable } from "./deliveries-table";
import { DeliveryActions } from "./delivery-actions";
import { deliveryColumns, selectionColumn } from "./delivery-columns";
import { BulkRetryDialog, DeliveryDetails } from "./lazy-parts";
import { LiveBanner } from "./live-banner";
import { NoDeliveries } from "./no-deliveries";
import { useLiveDeliveries } from "./use-live-deliveries";
import { useSelection } from "./use-selection";

interface DeliveriesListProps {
  webhookId: string;
  filter: DeliveryFilter;
  list: ReturnType<typeof useDeliveries>;
  onClearFilter: () => void;
  opened: string | undefined;
  onOpen: (deliveryId: string | undefined) => void;
  onRetryStarted: (retryId: string) => void;
  /** What the rows scroll in. */
  scroller: RefObject<HTMLDivElement | null>;
}

export function DeliveriesList(props: DeliveriesListProps) {
  const { webhookId, filter, list, opened, onOpen, onRetryStarted, scroller } = props;
  const table = useRef<HTMLTableElement>(null);
  const selection = useSelection(filter);
  const canWrite = useCanWrite();
  const [goTo, setGoTo] = useState<{ id: string }>();
  const [retrying, setRetrying] = useState<BulkRetry>();
  const shown = list.isPlaceholderData ? undefined : list.data?.shown;
  const nobodyCouldNotice = () =>
    opened === undefined &&
    (scroller.current?.scrollTop ?? 0) <= 0 &&
    !table.current?.matches(":hover") &&
    !table.current?.contains(document.activeElement);
  const live = useLiveDeliveries(webhookId, filter, shown, nobodyCouldNotice);

  // With rows to show, an answer that failed is no reason to take them away.
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
    return <NoDeliveries filtered={isFiltering(filter)} onClearFilter={props.onClearFilter} />;
  }
  const columns = deliveryColumns(opened, ({ id }) => onOpen(id === opened ? undefined : id));
  const showWaiting = async () => {
    const id = await live.show();
    if (id) setGoTo({ id });
  };
  const loadMore = () => {
    if (list.hasNextPage && !list.isFetching && !list.isFetchNextPageError) list.fetchNextPage();
  };
  return (
    <div className="space-y-3">
      <DeliveryActions
        webhookId={webhookId}
        filter={filter}
        deliveries={list.data?.deliveries ?? []}
        stats={list.data?.stats}
        selection={canWrite ? selection : undefined}
        onRetry={setRetrying}
      />
      <div>
        <LiveBanner waiting={live.waiting} added={live.added} onShow={showWaiting} />
        <DeliveriesTable
          columns={canWrite ? [selectionColumn(selection), ...columns] : columns}
          deliveries={list.data?.deliveries}
          hasMore={list.hasNextPage}
          stale={list.isPlaceholderData}
          opened={opened}
          details={({ id }) => (
            <DeliveryDetails webhookId={webhookId} deliveryId={id} onOpen={onOpen} />
          )}
          scroller={scroller}
          table={table}
          goTo={goTo}
          onNearEnd={loadMore}
        />
      </div>
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onLoadMore={list.fetchNextPage}
      />
      {!live.live && (
        <p className="text-center text-[0.8125rem] text-muted-foreground">
          New deliveries are looked for every 10 seconds: the hub can’t be followed right now.
        </p>
      )}
      {retrying && (
        <BulkRetryDialog
          webhookId={webhookId}
          which={retrying}
          opener={() => document.getElementById(retrying.ids ? "retry-selected" : "retry-failed")}
          onClose={() => setRetrying(undefined)}
          onStarted={(retryId) => {
            setRetrying(undefined);
            selection.clear();
            onRetryStarted(retryId);
          }}
        />
      )}
    </div>
  );
}
