import { describe, expect, it } from "vitest";
import { barHeights, describeWeek } from "./week-of-calls";

describe("a week of calls", () => {
  it("shows a day without calls, and lower than any day with one", () => {
    const [none = 0, one = 0, most = 0] = barHeights([0, 1, 1_000_000]);
    expect(none).toBeGreaterThan(0);
    expect(one).toBeGreaterThan(none);
    expect(most).toBeGreaterThan(one);
  });

  it("is told in words, day by day", () => {
    expect(describeWeek([0, 0, 0, 0, 0, 1, 1_203])).toBe(
      "1,204 calls in the last 7 days; by day, today last: 0, 0, 0, 0, 0, 1, 1,203",
    );
    expect(describeWeek([0, 0, 0, 0, 0, 0, 0])).toBe("No calls in the last 7 days");
  });
});
