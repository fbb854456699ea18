import type { ApiKey } from "../api/api-key";

const dayMillis = 86_400_000;

/** Recent use means that revoking it will be noticed. */
export function usedInLastWeek({ lastUsedAt }: ApiKey, now: Date): boolean {
  return lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < 7 * dayMillis;
}

export function expiresWithinAWeek({ status, expiresAt }: ApiKey, now: Date): boolean {
  return (
    status === "active" &&
    expiresAt !== null &&
    Date.parse(expiresAt) - now.getTime() < 7 * dayMillis
  );
}
