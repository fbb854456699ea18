import {
  CalendarClock,
  Check,
  Hourglass,
  Infinity as InfinityIcon,
  type LucideIcon,
  ShieldAlert,
} from "lucide-react";
import { QueryError } from "@/components/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/class-names";
import { formatCount } from "@/lib/numbers";
import { useKeyHygiene } from "../api/count-key-hygiene";
import { type Concern, concerns } from "../lib/key-hygiene";

const looks: Record<Concern, { icon: LucideIcon; tone: string }> = {
  never_expires: { icon: InfinityIcon, tone: "text-foreground" },
  idle: { icon: Hourglass, tone: "text-foreground" },
  expiring: { icon: CalendarClock, tone: "text-warning" },
  failed_attempts: { icon: ShieldAlert, tone: "text-danger" },
};

interface HygieneCardsProps {
  chosen: Concern | undefined;
  onToggle: (concern: Concern) => void;
}

/** How many keys want a look, by reason; a card lists those keys, and all of them when pressed again. */
export function HygieneCards({ chosen, onToggle }: HygieneCardsProps) {
  const counts = useKeyHygiene();
  if (counts.isError) {
    return (
      <div className="mb-4">
        <QueryError
          title="The keys that want a look couldn’t be counted."
          error={counts.error}
          onRetry={counts.refetch}
          retrying={counts.isFetching}
        />
      </div>
    );
  }
  return (
    <fieldset className="mb-4 grid min-w-0 grid-cols-2 gap-2 lg:grid-cols-4 lg:gap-3">
      <legend className="sr-only">Keys that want a look</legend>
      {concerns.map(({ value, count, label }) => (
        <HygieneCard
          key={value}
          concern={value}
          label={label}
          count={counts.data?.[count]}
          pressed={value === chosen}
          onToggle={() => onToggle(value)}
        />
      ))}
    </fieldset>
  );
}

interface HygieneCardProps {
  concern: Concern;
  label: string;
  /** undefined until it is known. */
  count: number | undefined;
  pressed: boolean;
  onToggle: () => void;
}

function HygieneCard({ concern, label, count, pressed, onToggle }: HygieneCardProps) {
  const { icon: Icon, tone } = looks[concern];
  const quiet = !count;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onToggle}
      className={cn(
        "flex min-h-12 items-center gap-2 rounded-lg border px-3 py-2 text-left transition-colors hover:bg-muted/60 lg:flex-col lg:items-stretch lg:gap-1 lg:px-3.5 lg:py-3",
        pressed && "border-accent-text bg-muted ring-1 ring-accent-text ring-inset",
      )}
    >
      <span className="flex min-w-0 grow items-center gap-2 text-[0.8125rem] leading-4.5 text-muted-foreground">
        <Icon aria-hidden className={cn("size-4 shrink-0", !quiet && tone)} />
        <span className="min-w-0 grow">{label}</span>
        {pressed && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
      </span>{" "}
      {count === undefined ? (
        <Skeleton className="my-1 h-5 w-6" />
      ) : (
        <span
          className={cn(
            "text-lg leading-7 font-semibold tabular-nums lg:text-xl",
            quiet ? "font-normal text-muted-foreground" : tone,
          )}
        >
          {formatCount(count)}
        </span>
      )}
    </button>
  );
}
