import { Badge } from "@/components/ui/badge";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

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
    <div className="flex flex-wrap gap-1">
      {values.slice(0, shown).map((value) => (
        <Badge key={value} className="font-mono font-normal break-all">
          {value}
        </Badge>
      ))}
      {hidden > 0 && (
        <Popover>
          <PopoverTrigger
            aria-label={`Show all ${values.length} ${what}`}
            className="relative inline-flex min-h-6 items-center rounded-md border px-1.5 text-xs font-medium text-muted-foreground hover:bg-muted"
          >
            +{hidden}
          </PopoverTrigger>
          <PopoverContent
            aria-label={`All ${what}`}
            className="flex max-h-64 flex-wrap gap-1 overflow-y-auto"
          >
            {values.map((value) => (
              <Badge key={value} className="font-mono font-normal break-all">
                {value}
              </Badge>
            ))}
          </PopoverContent>
        </Popover>
      )}
    </div>
  );
}
