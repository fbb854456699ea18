import { deferred } from "@/components/deferred";
import { Badge } from "@/components/ui/badge";
import type { MoreBadgesProps } from "./more-badges";

/** The popover is downloaded after the first paint; until then the number alone is there. */
const MoreBadges = deferred<MoreBadgesProps>(
  async () => (await import("./more-badges")).MoreBadges,
  ({ hidden }) => <Badge className="min-h-6 bg-transparent text-muted-foreground">+{hidden}</Badge>,
);

interface BadgeListProps {
  values: string[];
  /** What the values are, in the plural: “scopes”. */
  what: string;
  shown?: number;
}

/** The first few values as badges; the others behind “+n”. */
export function BadgeList({ values, what, shown = 2 }: BadgeListProps) {
  const hidden = values.length - shown;
  return (
    <div className="flex flex-wrap gap-1 lg:min-w-33 xl:min-w-37">
      {values.slice(0, shown).map((value) => (
        <Badge key={value} className="font-mono font-normal break-all">
          {value}
        </Badge>
      ))}
      {hidden > 0 && <MoreBadges values={values} what={what} hidden={hidden} />}
    </div>
  );
}
