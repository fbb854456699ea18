import { expect, it } from "vitest";
import { formatMillis, formatRate, plural } from "./numbers";

it("never rounds a failure away", () => {
  expect(formatRate(0.9996)).toBe("99.9%");
  expect(formatRate(1)).toBe("100%");
});

it("shows milliseconds up to a second", () => {
  expect(formatMillis(43.4)).toBe("43 ms");
  expect(formatMillis(1250)).toBe("1.3 s");
});

it("counts in words", () => {
  expect(plural(1, "node")).toBe("1 node");
  expect(plural(1204, "delivery", "deliveries")).toBe("1,204 deliveries");
});
