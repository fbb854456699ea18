import { durationWords } from "@/lib/duration-words";
import type { RetrySettings } from "../api/webhook";

const minute = 60;
const hour = 60 * minute;

/** Seconds to wait before each retry, as the hub does (plus up to 10 % at random). */
const delays = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

export const maxRetriesLimit = delays.length;

/** “Retries after 5 s, 5 min and 30 min. Gives up after 35 min.” */
export function scheduleWords({ enabled, maxRetries }: RetrySettings): string {
  const used = enabled ? delays.slice(0, maxRetries) : [];
  if (used.length === 0) return "A failed delivery isn’t retried.";
  const total = used.reduce((sum, delay) => sum + delay, 0);
  const waits = new Intl.ListFormat("en").format(used.map(durationWords));
  return `Retries after ${waits}. Gives up after ${durationWords(total)}.`;
}
