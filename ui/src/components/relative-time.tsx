import { Tooltip } from "@/components/ui/tooltip";
import { localTime, utcTime } from "@/lib/absolute-time";
import { relativeTime } from "@/lib/relative-time";
import { useNow } from "@/lib/use-now";

/** “4 minutes ago”, with the exact local and UTC time in a tooltip. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const time = new Date(at);
  return (
    <Tooltip
      hint={
        <>
          {localTime(time)} (local)
          <br />
          {utcTime(time)}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the exact time is for mice only */}
      <time dateTime={at} tabIndex={0} className={className ?? "rounded-sm whitespace-nowrap"}>
        {relativeTime(time, now)}
      </time>
    </Tooltip>
  );
}
