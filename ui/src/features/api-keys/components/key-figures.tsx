import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatMillis, formatRate } from "@/lib/numbers";
import type { KeyStats } from "../api/get-key-stats";

const dash = "–";
const millis = (value: number | null) => (value === null ? dash : formatMillis(value));

const figures: { label: string; value: (stats: KeyStats) => string }[] = [
  { label: "Total calls", value: ({ totalCalls }) => formatCount(totalCalls) },
  {
    label: "Success rate",
    value: ({ successRate }) => (successRate === null ? dash : formatRate(successRate)),
  },
  { label: "Average latency", value: ({ averageLatencyMs }) => millis(averageLatencyMs) },
  { label: "p95 latency", value: ({ p95LatencyMs }) => millis(p95LatencyMs) },
];

/** The figures of a key; a dash for what nothing is known about yet. */
export function KeyFigures({ stats }: { stats: KeyStats | undefined }) {
  const latencyUnknown = stats !== undefined && stats.averageLatencyMs === null;
  return (
    <div>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-4">
        {figures.map(({ label, value }) => (
          <div key={label} className="bg-background px-4 py-3">
            <dt className="text-xs text-muted-foreground">{label}</dt>
            <dd className="mt-0.5 text-xl font-semibold tabular-nums">
              {stats ? value(stats) : <Skeleton className="my-1 h-5 w-12" />}
            </dd>
          </div>
        ))}
      </dl>
      {latencyUnknown && (
        <p className="mt-2 text-[0.8125rem] text-muted-foreground">
          No latency yet: your back end reports it with{" "}
          <code className="font-mono text-xs">POST /api/keys/usage</code>.
        </p>
      )}
    </div>
  );
}
