import { formatCompact } from "@/lib/numbers";
import { barHeights, callsInAll, describeWeek } from "../lib/week-of-calls";

const height = 20;
const barWidth = 5;
const step = 7;

/** A bar for each of the last seven days, and their sum. */
export function WeekSparkline({ calls }: { calls: number[] }) {
  const total = callsInAll(calls);
  return (
    <div className="flex items-end gap-2">
      <svg
        role="img"
        aria-label={describeWeek(calls)}
        width={calls.length * step - (step - barWidth)}
        height={height}
        className="shrink-0"
      >
        {barHeights(calls).map((barHeight, day) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the week
            key={day}
            x={day * step}
            y={height - barHeight}
            width={barWidth}
            height={barHeight}
            rx={1}
            className={calls[day] ? "fill-accent-text" : "fill-input"}
          />
        ))}
      </svg>
      <span aria-hidden className="text-xs leading-4 tabular-nums text-muted-foreground">
        {formatCompact(total)}
      </span>
    </div>
  );
}
