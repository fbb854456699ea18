import { useId } from "react";
import { cn } from "@/lib/class-names";
import { formatMillis } from "@/lib/numbers";
import type { Attempt } from "../api/delivery";
import { type DiffLine, diffOf } from "../lib/attempt-diff";

const looks: Record<DiffLine["kind"], { sign: string; className?: string; words?: string }> = {
  same: { sign: " " },
  removed: { sign: "−", className: "bg-danger-surface text-danger", words: "only earlier: " },
  added: { sign: "+", className: "bg-success-surface text-success", words: "only later: " },
};

/** What the answers to two attempts differ in. */
export function AttemptComparison({ earlier, later }: { earlier: Attempt; later: Attempt }) {
  return (
    <div className="space-y-4">
      <table className="w-full text-left text-[0.8125rem]">
        <caption className="sr-only">The two attempts compared</caption>
        <thead className="text-xs text-muted-foreground">
          <tr className="border-b">
            <td />
            <th scope="col" className="py-1.5 font-medium">
              Attempt {earlier.number}
            </th>
            <th scope="col" className="py-1.5 font-medium">
              Attempt {later.number}
            </th>
          </tr>
        </thead>
        <tbody>
          <Fact name="Status" earlier={statusOf(earlier)} later={statusOf(later)} />
          <Fact name="Duration" earlier={durationOf(earlier)} later={durationOf(later)} />
        </tbody>
      </table>
      <Difference what="Headers" lines={diffOf(headerLines(earlier), headerLines(later))} />
      <Difference
        what="Body"
        lines={diffOf(earlier.responseBody ?? "", later.responseBody ?? "")}
      />
    </div>
  );
}

function Fact({ name, earlier, later }: { name: string; earlier: string; later: string }) {
  const differs = earlier !== later && "font-medium";
  return (
    <tr className="border-b">
      <th scope="row" className="py-1.5 pr-3 font-normal text-muted-foreground">
        {name}
      </th>
      <td className={cn("py-1.5 pr-3 break-all tabular-nums", differs)}>{earlier}</td>
      <td className={cn("py-1.5 break-all tabular-nums", differs)}>{later}</td>
    </tr>
  );
}

function Difference({ what, lines }: { what: "Headers" | "Body"; lines: DiffLine[] }) {
  const id = useId();
  const same = lines.every(({ kind }) => kind === "same");
  return (
    <div>
      <h4 id={id} className="mb-1.5 text-xs font-medium text-muted-foreground">
        {what}
      </h4>
      {same ? (
        <p>No difference.</p>
      ) : (
        <section
          aria-labelledby={id}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto rounded-md border bg-background py-1.5 font-mono text-[0.8125rem]"
        >
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <Line key={index} {...line} />
          ))}
        </section>
      )}
    </div>
  );
}

function Line({ kind, text }: DiffLine) {
  const { sign, className, words } = looks[kind];
  return (
    <p className={cn("px-3 whitespace-pre-wrap break-all", className)}>
      <span aria-hidden>{sign} </span>
      {words && <span className="sr-only">{words}</span>}
      {text}
    </p>
  );
}

function statusOf({ responseCode, error }: Attempt): string {
  return String(responseCode ?? error ?? "None");
}

function durationOf({ durationMs }: Attempt): string {
  return formatMillis(durationMs);
}

function headerLines({ responseHeaders }: Attempt): string {
  return (responseHeaders ?? []).map(({ name, value }) => `${name}: ${value}`).join("\n");
}
