import { formatRate } from "@/lib/numbers";

/** A bar and a percentage; a dash while there is nothing to count. */
export function SuccessRate({ rate }: { rate: number | null }) {
  if (rate === null) return <span className="text-muted-foreground">—</span>;
  return (
    <div className="flex items-center gap-2">
      <div aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-danger/30">
        <div className="h-full rounded-full bg-success" style={{ width: `${rate * 100}%` }} />
      </div>
      <span className="tabular-nums">{formatRate(rate)}</span>
    </div>
  );
}
