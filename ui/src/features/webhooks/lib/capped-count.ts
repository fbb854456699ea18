import { formatCount } from "@/lib/numbers";

/** The hub counts deliveries of a status up to here: this many means this many or more. */
const cap = 10_000;

export function formatCapped(count: number): string {
  return count < cap ? formatCount(count) : `${formatCount(cap)}+`;
}
