import { QueryError } from "@/components/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import type { useKeyStats } from "../api/get-key-stats";
import { CallsChart } from "./calls-chart";
import { KeyFigures } from "./key-figures";
import { OutcomeList } from "./outcome-list";

/** What a key is used for: figures, a week of calls, and how they ended. */
export function KeyUsage({ stats }: { stats: ReturnType<typeof useKeyStats> }) {
  if (stats.isError && !stats.data) {
    return (
      <QueryError
        title="The key’s usage couldn’t be loaded."
        error={stats.error}
        onRetry={stats.refetch}
        retrying={stats.isFetching}
      />
    );
  }
  return (
    <div className="space-y-6" aria-busy={stats.isPending}>
      <KeyFigures stats={stats.data} />
      {stats.data ? (
        <>
          <CallsChart days={stats.data.last7Days} />
          <OutcomeList counts={stats.data.outcomes} />
        </>
      ) : (
        <Skeleton className="h-40" />
      )}
    </div>
  );
}
