import { cn } from "@/lib/class-names";
import { formatFineMillis } from "@/lib/numbers";
import type { Attempt } from "../api/delivery";
import { type AttemptPhase, attemptPhases } from "../lib/attempt-phases";

const colors: Record<AttemptPhase["name"], string> = {
  dns: "bg-warning",
  connect: "bg-success",
  tls: "bg-accent-text",
  firstByte: "bg-foreground",
  rest: "bg-muted-foreground",
};

/** What the time of an attempt went by: a bar for the eye, a table for screen readers. */
export function AttemptTiming({ attempt }: { attempt: Attempt }) {
  const phases = attemptPhases(attempt);
  if (phases.length === 0) return null;
  return (
    <div className="mt-1.5 w-128 max-w-full">
      <div aria-hidden>
        <div className="flex h-1.5 gap-px overflow-hidden rounded-full">
          {phases.map(({ name, millis }) => (
            <div
              key={name}
              className={cn("min-w-0.5", colors[name])}
              style={{ flexGrow: millis }}
            />
          ))}
        </div>
        <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-muted-foreground tabular-nums">
          {phases.map(({ name, label, millis }) => (
            <span key={name} className="inline-flex items-center gap-1">
              <span className={cn("size-2 rounded-full", colors[name])} />
              {label} {formatFineMillis(millis)}
            </span>
          ))}
          {attempt.timing?.reused && <span>Reused connection</span>}
        </p>
      </div>
      <table className="sr-only">
        <caption>
          What the time of attempt {attempt.number} went by
          {attempt.timing?.reused && ", over a reused connection"}
        </caption>
        <tbody>
          {phases.map(({ name, label, millis }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{formatFineMillis(millis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
