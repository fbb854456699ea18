import { Badge } from "@/components/ui/badge";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

export interface MoreBadgesProps {
  values: string[];
  what: string;
  /** How many of the values are not to be seen already. */
  hidden: number;
}

/** “+3”, which opens the list of all. */
export function MoreBadges({ values, what, hidden }: MoreBadgesProps) {
  return (
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
  );
}
