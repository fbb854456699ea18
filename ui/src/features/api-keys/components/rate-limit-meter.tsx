import { RelativeTime } from "@/components/relative-time";
import { cn } from "@/lib/class-names";
import { formatCount } from "@/lib/numbers";
import type { KeyRateLimit } from "../api/get-key-stats";

/** How much of the limit the last 60 minutes took, and when calls come free again. */
export function RateLimitMeter({ rateLimit }: { rateLimit: KeyRateLimit }) {
  const { limit, remaining, resetAt } = rateLimit;
  const used = Math.min(limit, Math.max(0, limit - remaining));
  const words = `${formatCount(used)} of ${formatCount(limit)} used in the last 60 minutes`;
  return (
    <div className="mt-2 space-y-1.5">
      {/* biome-ignore lint/a11y/useSemanticElements: browsers leave no say in what a <meter> looks like */}
      <div
        role="meter"
        aria-label="Calls of this hour"
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={used}
        aria-valuetext={words}
        className="h-1.5 overflow-hidden rounded-full bg-muted"
      >
        <div
          className={cn("h-full rounded-full", fullness(used / limit))}
          style={{ width: `${(used / limit) * 100}%` }}
        />
      </div>
      <p className="text-xs text-muted-foreground">
        {words}.{" "}
        {used > 0 && (
          <>
            Calls come free again <RelativeTime at={resetAt} />.
          </>
        )}
      </p>
    </div>
  );
}

function fullness(share: number) {
  if (share >= 1) return "bg-danger";
  return share >= 0.8 ? "bg-warning" : "bg-accent";
}
