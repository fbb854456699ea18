import { formatCount } from "@/lib/numbers";
import { outcomesOf } from "../lib/outcome-words";

/** How the key's calls ended: in words, by code and count. */
export function OutcomeList({ counts }: { counts: Record<string, number> }) {
  const outcomes = outcomesOf(counts);
  if (outcomes.length === 0) return null;
  return (
    <section aria-labelledby="key-outcomes">
      <h3 id="key-outcomes" className="font-medium">
        Outcomes
      </h3>
      <ul className="mt-2 divide-y rounded-lg border">
        {outcomes.map(({ code, meaning, count }) => (
          <li key={code} className="flex items-baseline justify-between gap-4 px-3 py-2">
            <span className="min-w-0">
              {meaning && <span className="mr-2">{meaning}</span>}
              <code className="font-mono text-xs text-muted-foreground">{code}</code>
            </span>
            <span className="font-medium tabular-nums">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
