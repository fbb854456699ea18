import type { Attempt } from "../api/delivery";

export interface AttemptPhase {
  name: "dns" | "connect" | "tls" | "firstByte" | "rest";
  label: string;
  millis: number;
}

/** What an attempt's time went by, in the order in which it did; phases that didn't happen are left out. */
export function attemptPhases({ timing, durationMs }: Attempt): AttemptPhase[] {
  if (!timing) return [];
  const measured: [AttemptPhase["name"], string, number | null][] = [
    ["dns", "DNS", timing.dnsMs],
    ["connect", "Connect", timing.connectMs],
    ["tls", "TLS", timing.tlsMs],
    ["firstByte", "Waiting", timing.firstByteMs],
  ];
  const phases = measured.flatMap(([name, label, millis]): AttemptPhase[] =>
    millis === null ? [] : [{ name, label, millis }],
  );
  const known = phases.reduce((sum, { millis }) => sum + millis, 0);
  const rest = (durationMs ?? 0) - known;
  // Durations are whole milliseconds, so a smaller rest is none.
  return rest < 1 ? phases : [...phases, { name: "rest", label: "Rest", millis: rest }];
}
