import { expect, it } from "vitest";
import { attempt, deliveryDetail } from "@/testing/fixtures";
import { attemptTimeline } from "./attempt-timeline";

const refused = { responseCode: null, error: "connection_refused" };
const now = new Date("2026-11-24T12:00:10Z");

it("orders attempts and measures the wait from the end of one to the start of the next", () => {
  const delivery = deliveryDetail({
    attempts: [
      attempt({ number: 2, startedAt: "2026-11-24T12:00:06Z" }),
      attempt({ number: 1, startedAt: "2026-11-24T12:00:00Z", durationMs: 1000, ...refused }),
    ],
  });
  expect(attemptTimeline(delivery, now)).toMatchObject([
    { kind: "attempt", attempt: { number: 1 }, succeeded: false, waitedSeconds: null },
    { kind: "attempt", attempt: { number: 2 }, succeeded: true, waitedSeconds: 5 },
  ]);
});

it("counts down to the next attempt while the delivery is pending", () => {
  const delivery = deliveryDetail({
    status: "pending",
    attempts: [attempt(refused)],
    nextAttemptAt: "2026-11-24T12:05:00Z",
  });
  expect(attemptTimeline(delivery, now).at(-1)).toEqual({
    kind: "next",
    number: 2,
    inSeconds: 290,
  });
});

it("says that an attempt is due rather than count below zero", () => {
  const delivery = deliveryDetail({
    status: "pending",
    attempts: [],
    nextAttemptAt: "2026-11-24T12:00:00Z",
  });
  expect(attemptTimeline(delivery, now)).toEqual([{ kind: "in-progress", number: 1 }]);
});

it("ends with giving up or the cancellation; a success is an end of its own", () => {
  const ending = (status: "failed" | "cancelled" | "succeeded") =>
    attemptTimeline(deliveryDetail({ status }), now).at(-1)?.kind;
  expect(ending("failed")).toBe("gave-up");
  expect(ending("cancelled")).toBe("cancelled");
  expect(ending("succeeded")).toBe("attempt");
});

it("takes a redirect for the failure that it is to the hub", () => {
  const delivery = deliveryDetail({
    attempts: [attempt({ responseCode: 302, error: "http_302" })],
  });
  expect(attemptTimeline(delivery, now)[0]).toMatchObject({ succeeded: false });
});
