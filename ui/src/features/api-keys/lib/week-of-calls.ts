import { formatCount, plural } from "@/lib/numbers";

const barHeight = 18;
/** What a day without calls still shows, so that it reads as nothing and not as missing. */
const leastHeight = 1.5;

/** The height of each day's bar; the busiest day is as high as there is room. */
export function barHeights(calls: number[]): number[] {
  const most = Math.max(...calls, 1);
  return calls.map((count) =>
    count === 0 ? leastHeight : Math.max(leastHeight * 2, (count / most) * barHeight),
  );
}

export function callsInAll(calls: number[]): number {
  return calls.reduce((sum, count) => sum + count, 0);
}

/** The bars in words, for whoever can't see them. */
export function describeWeek(calls: number[]): string {
  const total = callsInAll(calls);
  if (total === 0) return "No calls in the last 7 days";
  const days = calls.map(formatCount).join(", ");
  return `${plural(total, "call")} in the last 7 days; by day, today last: ${days}`;
}
