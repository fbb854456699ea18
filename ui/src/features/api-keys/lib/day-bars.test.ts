import { expect, it } from "vitest";
import { dayBarsOf } from "./day-bars";

const zero = { date: "2026-11-24", calls: 0, succeeded: 0, failed: 0 };

it("the day with the most calls fills the chart, the others are in proportion", () => {
  const [half, full] = dayBarsOf([
    { ...zero, calls: 50, succeeded: 50 },
    { ...zero, calls: 100, succeeded: 75, failed: 25 },
  ]);
  expect(half).toMatchObject({ succeededHeight: 48.5, failedHeight: 0 });
  expect(full).toMatchObject({ succeededHeight: 72.75, failedHeight: 24.25 });
});

it("a single failure among a million calls is still to be seen", () => {
  const [bar] = dayBarsOf([{ ...zero, calls: 1_000_000, succeeded: 999_999, failed: 1 }]);
  expect(bar?.failedHeight).toBe(3);
});

it("a week without calls has seven bars of no height", () => {
  const bars = dayBarsOf(Array.from({ length: 7 }, () => zero));
  expect(bars.map(({ succeededHeight }) => succeededHeight)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

it("names the day of the date, whatever zone the reader is in", () => {
  expect(dayBarsOf([zero])[0]).toMatchObject({ weekday: "Tue", day: "Tuesday, November 24" });
});
