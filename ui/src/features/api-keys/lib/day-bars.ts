import type { DayOfCalls } from "../api/get-key-stats";

export interface DayBar extends DayOfCalls {
  /** “Wed” */
  weekday: string;
  /** “Wednesday, November 25” */
  day: string;
  /** Heights in percent of the chart. */
  succeededHeight: number;
  failedHeight: number;
}

/** What is there should be seen, however small beside the largest day. */
const leastHeight = 3;

// A day is a date of the reader's calendar already; no zone may move it.
const weekday = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en", {
  weekday: "long",
  month: "long",
  day: "numeric",
  timeZone: "UTC",
});

/** The bars of a week; the day with the most calls fills the height. */
export function dayBarsOf(days: DayOfCalls[]): DayBar[] {
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  const height = (count: number) =>
    count === 0 ? 0 : Math.max(leastHeight, (count / most) * (100 - leastHeight));
  return days.map((counted) => {
    const at = new Date(`${counted.date}T00:00:00Z`);
    return {
      ...counted,
      weekday: weekday.format(at),
      day: day.format(at),
      succeededHeight: height(counted.succeeded),
      failedHeight: height(counted.failed),
    };
  });
}
