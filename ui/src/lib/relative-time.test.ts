import { expect, it } from "vitest";
import { relativeTime } from "./relative-time";

const now = new Date("2026-11-24T12:00:00Z");

it.each([
  ["2026-11-24T11:59:59.500Z", "just now"],
  ["2026-11-24T11:59:56Z", "4 seconds ago"],
  ["2026-11-24T11:01:00Z", "59 minutes ago"],
  ["2026-11-23T12:00:00Z", "yesterday"],
  ["2026-11-27T13:00:00Z", "in 3 days"],
  ["2025-11-01T12:00:00Z", "last year"],
])("%s reads %s", (at, words) => {
  expect(relativeTime(new Date(at), now)).toBe(words);
});
