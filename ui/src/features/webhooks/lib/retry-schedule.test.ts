import { expect, it } from "vitest";
import { scheduleWords } from "./retry-schedule";

const retry = { enabled: true, maxRetries: 7, timeoutSeconds: 15 };

it("lists the waits and when the hub gives up", () => {
  expect(scheduleWords(retry)).toBe(
    "Retries after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, and 10 h. Gives up after 27 h 35 min.",
  );
});

it("knows as many waits as there can be retries", () => {
  expect(scheduleWords({ ...retry, maxRetries: 10 })).toMatch(/24 h\. Gives up after 85 h 35 min/);
});

it.each([
  { ...retry, enabled: false },
  { ...retry, maxRetries: 0 },
  { ...retry, maxRetries: Number.NaN },
])("says that nothing is retried for %o", (settings) => {
  expect(scheduleWords(settings)).toBe("A failed delivery isn’t retried.");
});
