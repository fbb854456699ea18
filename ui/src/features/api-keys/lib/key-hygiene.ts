/** A reason to look at a key again; the hub's filter of the same name lists the active keys that give it. */
export type Concern = "never_expires" | "idle" | "expiring" | "failed_attempts";

export const concerns = [
  { value: "never_expires", count: "neverExpires", label: "Never expires" },
  { value: "idle", count: "idle", label: "Idle for 90+ days" },
  { value: "expiring", count: "expiring", label: "Expiring in 7 days" },
  { value: "failed_attempts", count: "failedAttempts", label: "Failed attempts" },
] as const satisfies readonly { value: Concern; count: string; label: string }[];
