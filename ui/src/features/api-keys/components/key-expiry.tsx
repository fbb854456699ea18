import { RelativeTime } from "@/components/relative-time";
import { cn } from "@/lib/class-names";
import { useNow } from "@/lib/use-now";
import type { ApiKey } from "../api/api-key";
import { expiresWithinAWeek } from "../lib/key-age";

/** When an active key ends; of a replaced one, how long both keys work. */
export function KeyExpiry({ apiKey }: { apiKey: ApiKey }) {
  const now = useNow();
  if (apiKey.status !== "active") return null;
  const soon = expiresWithinAWeek(apiKey, now);
  return (
    <p
      className={cn(
        "mt-1 text-xs whitespace-nowrap",
        soon ? "font-medium text-warning" : "text-muted-foreground",
      )}
    >
      {apiKey.expiresAt ? (
        <>
          {apiKey.replacedBy ? "Refused" : "Expires"} <RelativeTime at={apiKey.expiresAt} />
        </>
      ) : (
        "Never expires"
      )}
    </p>
  );
}
