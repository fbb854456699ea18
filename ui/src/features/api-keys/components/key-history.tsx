import { LoadMore } from "@/components/load-more";
import { QueryError } from "@/components/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { useKeyHistory } from "../api/list-key-history";
import { HistoryEntry } from "./history-entry";

/** Who did what to a key, newest first. */
export function KeyHistory({ keyId }: { keyId: string }) {
  const history = useKeyHistory(keyId);
  return (
    <section aria-labelledby="key-history">
      <h3 id="key-history" className="font-medium">
        History
      </h3>
      <div className="mt-3">
        {history.isPending && <Skeleton className="h-20" />}
        {history.isError && !history.data && (
          <QueryError
            title="The key’s history couldn’t be loaded."
            error={history.error}
            onRetry={history.refetch}
            retrying={history.isFetching}
          />
        )}
        {history.data?.length === 0 && (
          <p className="text-muted-foreground">Nothing was recorded about this key.</p>
        )}
        {history.data && history.data.length > 0 && (
          <ol aria-label="History" className="space-y-4 border-l pl-4">
            {history.data.map((entry) => (
              <HistoryEntry key={entry.id} entry={entry} />
            ))}
          </ol>
        )}
        <LoadMore
          hasMore={history.hasNextPage}
          loading={history.isFetchingNextPage}
          error={history.isFetchNextPageError ? history.error : null}
          onLoadMore={history.fetchNextPage}
        />
      </div>
    </section>
  );
}
