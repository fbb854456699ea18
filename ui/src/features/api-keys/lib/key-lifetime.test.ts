import { expect, it } from "vitest";
import { expiryOf } from "./key-lifetime";

const now = new Date("2026-11-24T10:00:00Z");

it.each([
  ["7d", "2026-12-01T10:00:00.000Z"],
  ["30d", "2026-12-24T10:00:00.000Z"],
  ["90d", "2027-02-22T10:00:00.000Z"],
  ["1y", "2027-11-24T10:00:00.000Z"],
] as const)("a key for %s expires at %s", (lifetime, expiry) => {
  expect(expiryOf(lifetime, now)?.toISOString()).toBe(expiry);
});

it("never is no date", () => {
  expect(expiryOf("never", now)).toBeNull();
});
