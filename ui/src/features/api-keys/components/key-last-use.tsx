import { RelativeTime } from "@/components/relative-time";
import type { ApiKey } from "../api/api-key";

/** “Last used 4 seconds ago from 203.0.113.7.” */
export function KeyLastUse({ apiKey: { lastUsedAt, lastUsedIp } }: { apiKey: ApiKey }) {
  if (!lastUsedAt) return "It was never used.";
  return (
    <span className="font-medium text-foreground">
      Last used <RelativeTime at={lastUsedAt} />
      {lastUsedIp && ` from ${lastUsedIp}`}.
    </span>
  );
}
