import type { ApiKey } from "../api/api-key";
import type { Overlap } from "../api/rotate-api-key";

// Without seconds, which would make the sentence change while it is read.
const minute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

type Expiring = Pick<ApiKey, "expiresAt">;

export const overlaps: { value: Overlap; label: string; minutes: number }[] = [
  { value: "0", label: "None", minutes: 0 },
  { value: "15m", label: "15 min", minutes: 15 },
  { value: "1h", label: "1 h", minutes: 60 },
  { value: "6h", label: "6 h", minutes: 360 },
  { value: "24h", label: "24 h", minutes: 1_440 },
];

/** When the old key of a rotation ends: after the overlap, or with its own expiry if that is sooner. */
export function endOfOldKey({ expiresAt }: Expiring, overlap: Overlap, now: Date) {
  const minutes = overlaps.find(({ value }) => value === overlap)?.minutes ?? 0;
  const end = new Date(now.getTime() + minutes * 60_000);
  const expiry = expiresAt === null ? undefined : new Date(expiresAt);
  return expiry && expiry < end
    ? { at: expiry, becauseOfExpiry: true }
    : { at: end, becauseOfExpiry: false };
}

/** What a rotation with this overlap will do to the old key. */
export function describeOverlap(key: Expiring, overlap: Overlap, now: Date): string {
  if (overlap === "0") {
    return "The old key is refused at once. Whatever still uses it stops working until it has the new key.";
  }
  const { at, becauseOfExpiry } = endOfOldKey(key, overlap, now);
  const until = `Both keys work until ${minute.format(at)}`;
  return becauseOfExpiry
    ? `${until}, when the old key expires anyway. From then on the old key is refused.`
    : `${until}. From then on the old key is refused.`;
}

/** What a rotation with this overlap has done to the old key. */
export function fateOfOldKey(key: Expiring | undefined, overlap: Overlap, now: Date): string {
  if (overlap === "0" || !key) return "The old key is refused from now on.";
  return `The old key works until ${minute.format(endOfOldKey(key, overlap, now).at)}.`;
}

/** Why a key can't be rotated, or undefined if it can. */
export function whyNotRotatable({
  status,
  replacedBy,
}: Pick<ApiKey, "status" | "replacedBy">): string | undefined {
  if (replacedBy !== null) return "This key was rotated already: rotate its replacement instead.";
  switch (status) {
    case "active":
      return undefined;
    case "disabled":
      return "This key is disabled: enable it first, or generate a new key.";
    case "expired":
      return "This key has expired: generate a new key instead.";
    case "revoked":
      return "This key is revoked: generate a new key instead.";
  }
}
