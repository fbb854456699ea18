import { formatCount, plural } from "@/lib/numbers";
import { type DayOfCalls, readersTimeZone } from "../api/get-key-stats";
import { type DayBar, dayBarsOf } from "../lib/day-bars";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** Calls of the last seven days: a stacked bar for each, and the same as a table for screen readers. */
export function CallsChart({ days }: { days: DayOfCalls[] }) {
  const bars = dayBarsOf(days);
  return (
    <figure className="relative">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">Last 7 days</h3>
        <span aria-hidden className="flex gap-3 text-xs text-muted-foreground">
          <Legend className="bg-accent">Succeeded</Legend>
          <Legend className="bg-danger">Failed</Legend>
        </span>
      </figcaption>
      <div aria-hidden className="mt-3 grid text-center text-xs" style={columns(bars.length)}>
        {bars.map((bar) => (
          <span key={bar.date} className="font-medium tabular-nums">
            {compact.format(bar.calls)}
          </span>
        ))}
      </div>
      <div className="relative mt-1 border-b">
        <svg aria-hidden="true" className="block h-24 w-full">
          {bars.map((bar, index) => (
            <Bar key={bar.date} bar={bar} index={index} count={bars.length} />
          ))}
        </svg>
        {bars.every(({ calls }) => calls === 0) && (
          <p className="absolute inset-0 flex items-center justify-center text-muted-foreground">
            No calls in these days
          </p>
        )}
      </div>
      <div
        aria-hidden
        className="mt-1.5 grid text-center text-xs text-muted-foreground"
        style={columns(bars.length)}
      >
        {bars.map(({ date, weekday }, index) => (
          <span key={date}>{index === bars.length - 1 ? "Today" : weekday}</span>
        ))}
      </div>
      <DayTable bars={bars} />
    </figure>
  );
}

const columns = (count: number) => ({ gridTemplateColumns: `repeat(${count}, minmax(0, 1fr))` });

function Legend({ className, children }: { className: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={`size-2 rounded-[2px] ${className}`} />
      {children}
    </span>
  );
}

/** How much of its column a bar fills. */
const fill = 0.5;

function Bar({ bar, index, count }: { bar: DayBar; index: number; count: number }) {
  const { succeededHeight, failedHeight } = bar;
  const place = {
    x: `${((index + (1 - fill) / 2) / count) * 100}%`,
    width: `${(fill / count) * 100}%`,
    rx: 2,
  };
  // A sliver of the page's colour keeps the two apart for those who see no difference in colour.
  const gap = succeededHeight > 0 && failedHeight > 0 ? 1 : 0;
  return (
    <g>
      <title>{`${bar.day}: ${plural(bar.calls, "call")}, ${formatCount(bar.failed)} failed`}</title>
      <rect
        {...place}
        y={`${100 - succeededHeight}%`}
        height={`${succeededHeight}%`}
        className="fill-accent"
      />
      <rect
        {...place}
        y={`${100 - succeededHeight - failedHeight}%`}
        height={`${Math.max(0, failedHeight - gap)}%`}
        className="fill-danger"
      />
    </g>
  );
}

function DayTable({ bars }: { bars: DayBar[] }) {
  return (
    <div className="sr-only">
      <table>
        <caption>Calls of the last 7 days, days in the time zone {readersTimeZone}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Succeeded</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ date, day, succeeded, failed }) => (
            <tr key={date}>
              <th scope="row">{day}</th>
              <td>{formatCount(succeeded)}</td>
              <td>{formatCount(failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
