import { ArrowUp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/numbers";
import type { Differences } from "../lib/merge-deliveries";

interface LiveBannerProps {
  waiting: Differences | undefined;
  /** Whether new rows were added by themselves. */
  added: boolean;
  onShow: () => void;
}

/** What the list lacks. It lies over the list and takes no room, so that no row moves when it comes. */
export function LiveBanner({ waiting, added, onShow }: LiveBannerProps) {
  return (
    <div className="pointer-events-none sticky top-0 z-20 flex h-0 justify-center">
      <p role="status" className="sr-only">
        {waiting ? "The list has changes to show." : added && "New deliveries were added."}
      </p>
      {waiting && (
        <Button
          size="small"
          className="pointer-events-auto -mt-3.5 h-7 rounded-full shadow-md"
          onClick={onShow}
        >
          <ArrowUp aria-hidden />
          {wordsFor(waiting)}
        </Button>
      )}
    </div>
  );
}

function wordsFor({ fresh, gone, apart }: Differences): string {
  const words = [
    fresh.length > 0 && `${formatCount(fresh.length)}${apart ? "+" : ""} new`,
    gone.size > 0 && !apart && `${formatCount(gone.size)} no longer here`,
  ].filter(Boolean);
  return words.join(" · ") || "Show changes";
}
