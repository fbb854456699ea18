import type { Attempt, DeliveryDetail } from "../api/delivery";

export type TimelineStep =
  | {
      kind: "attempt";
      attempt: Attempt;
      succeeded: boolean;
      /** From the end of the attempt before to the start of this one; null for the first. */
      waitedSeconds: number | null;
    }
  | { kind: "next"; number: number; inSeconds: number }
  | { kind: "in-progress"; number: number }
  | { kind: "gave-up" }
  | { kind: "cancelled" };

/** What happened to a delivery so far, and what will. */
export function attemptTimeline(delivery: DeliveryDetail, now: Date): TimelineStep[] {
  const attempts = [...delivery.attempts].sort((a, b) => a.number - b.number);
  const steps: TimelineStep[] = attempts.map((attempt, index) => ({
    kind: "attempt",
    attempt,
    succeeded: hasSucceeded(attempt),
    waitedSeconds: secondsBetween(attempts[index - 1], attempt),
  }));
  const ending = endingOf(delivery, attempts.length + 1, now);
  return ending ? [...steps, ending] : steps;
}

export function hasSucceeded({ responseCode, error }: Attempt): boolean {
  return error === null && responseCode !== null && responseCode >= 200 && responseCode < 300;
}

function secondsBetween(previous: Attempt | undefined, { startedAt }: Attempt): number | null {
  if (!previous) return null;
  const ended = Date.parse(previous.startedAt) + (previous.durationMs ?? 0);
  return Math.max(0, (Date.parse(startedAt) - ended) / 1000);
}

function endingOf(delivery: DeliveryDetail, number: number, now: Date): TimelineStep | undefined {
  switch (delivery.status) {
    case "succeeded":
      return undefined;
    case "failed":
      return { kind: "gave-up" };
    case "cancelled":
      return { kind: "cancelled" };
    case "pending": {
      const inSeconds = secondsUntil(delivery.nextAttemptAt, now);
      return inSeconds > 0 ? { kind: "next", number, inSeconds } : { kind: "in-progress", number };
    }
  }
}

function secondsUntil(at: string | null, now: Date): number {
  return at === null ? 0 : Math.ceil((Date.parse(at) - now.getTime()) / 1000);
}
