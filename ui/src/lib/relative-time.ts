const second = { unit: "second", seconds: 1 } as const;
const units = [
  { unit: "year", seconds: 365 * 86_400 },
  { unit: "month", seconds: 30 * 86_400 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  second,
] as const;

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });

/** “4 seconds ago”, “in 3 days”; never “in 0 seconds” for what just happened. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 1) return "just now";
  const fitting = units.filter((candidate) => Math.abs(seconds) >= candidate.seconds);
  const { unit, seconds: length } = fitting[0] ?? second;
  return format.format(Math.trunc(seconds / length), unit);
}
