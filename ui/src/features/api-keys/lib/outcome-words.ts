const words: Record<string, string> = {
  VALID: "Allowed",
  RATE_LIMITED: "Refused: over the rate limit",
  INSUFFICIENT_SCOPE: "Refused: a scope was missing",
  IP_NOT_ALLOWED: "Refused: address not on the allow-list",
  EXPIRED: "Refused: the key had expired",
  DISABLED: "Refused: the key was disabled",
  REVOKED: "Refused: the key was revoked",
};

export interface Outcome {
  code: string;
  /** What the code means; undefined for one that this page doesn't know yet. */
  meaning: string | undefined;
  count: number;
}

/** How calls ended, the most frequent first. */
export function outcomesOf(counts: Record<string, number>): Outcome[] {
  return Object.entries(counts)
    .map(([code, count]) => ({ code, meaning: words[code], count }))
    .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code));
}
