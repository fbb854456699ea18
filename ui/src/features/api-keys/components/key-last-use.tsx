import { RelativeTime } from "@/components/relative-time";
import { formatCount } from "@/lib/numbers";
import type { ApiKey } from "../api/api-key";

interface KeyLastUseProps {
  apiKey: ApiKey;
  /** undefined while, or because, it isn't known. */
  callsLast24Hours: number | undefined;
}

/** “Used 1,204 times in the last 24 h, last 4 seconds ago from 203.0.113.7.” */
export function KeyLastUse({ apiKey, callsLast24Hours }: KeyLastUseProps) {
  const { lastUsedAt, lastUsedIp } = apiKey;
  if (!lastUsedAt) return "It was never used.";
  return (
    <span className="font-medium text-foreground">
      {callsLast24Hours === undefined ? "Used" : timesUsed(callsLast24Hours)}
      {", last "}
      <RelativeTime at={lastUsedAt} />
      {lastUsedIp && ` from ${lastUsedIp}`}.
    </span>
  );
}

function timesUsed(count: number): string {
  const times = count === 0 ? "Not used" : count === 1 ? "Used once" : undefined;
  return `${times ?? `Used ${formatCount(count)} times`} in the last 24 h`;
}
