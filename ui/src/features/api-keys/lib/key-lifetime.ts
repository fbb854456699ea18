import type { KeyLifetime } from "../api/api-key";

export const lifetimes: { value: KeyLifetime; label: string }[] = [
  { value: "7d", label: "7 days" },
  { value: "30d", label: "30 days" },
  { value: "90d", label: "90 days" },
  { value: "1y", label: "1 year" },
  { value: "never", label: "Never" },
];

const days = { "7d": 7, "30d": 30, "90d": 90 };

/** When a key generated now would expire; null is never. */
export function expiryOf(lifetime: KeyLifetime, now: Date): Date | null {
  if (lifetime === "never") return null;
  const expiry = new Date(now);
  if (lifetime === "1y") expiry.setUTCFullYear(expiry.getUTCFullYear() + 1);
  else expiry.setUTCDate(expiry.getUTCDate() + days[lifetime]);
  return expiry;
}
