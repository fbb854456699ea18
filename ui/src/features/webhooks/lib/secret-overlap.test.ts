import { expect, it } from "vitest";
import { describeSecretOverlap, fateOfOldSecret, secretOverlaps } from "./secret-overlap";

const now = new Date(2026, 10, 24, 12, 0);

it("says until when both secrets sign", () => {
  expect(describeSecretOverlap(168, now)).toMatch(/both secrets until Dec 1, 2026, 12:00/);
  expect(fateOfOldSecret(1, now)).toMatch(/signs too until Nov 24, 2026, 1:00/);
});

it("says that without an overlap the old one ends at once", () => {
  expect(describeSecretOverlap(0, now)).toMatch(/at once/);
  expect(fateOfOldSecret(0, now)).toMatch(/this secret alone/);
});

it("offers what the hub takes: up to 7 days", () => {
  expect(secretOverlaps.map(({ hours }) => hours)).toEqual([0, 1, 24, 168]);
});
