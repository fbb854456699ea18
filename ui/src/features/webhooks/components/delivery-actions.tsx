import { Download, RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { useNow } from "@/lib/use-now";
import type { Delivery, DeliveryStats } from "../api/delivery";
import type { BulkRetry } from "../api/retry-deliveries";
import { formatCapped } from "../lib/capped-count";
import { type DeliveryFilter, exportPath, queryOf } from "../lib/delivery-filter";
import { SelectionCheckbox } from "./selection-checkbox";
import type { useSelection } from "./use-selection";

/** The hub takes no more ids at once. */
const mostSelected = 1_000;

interface DeliveryActionsProps {
  webhookId: string;
  filter: DeliveryFilter;
  deliveries: Delivery[];
  stats: DeliveryStats | undefined;
  /** undefined for those who only read. */
  selection: ReturnType<typeof useSelection> | undefined;
  onRetry: (which: BulkRetry) => void;
}

/** What can be done with the rows that the filter lets in. */
export function DeliveryActions(props: DeliveryActionsProps) {
  const { webhookId, filter, selection } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {selection && <Selected {...props} selection={selection} />}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {selection && <RetryFailed {...props} />}
        <ExportLink webhookId={webhookId} filter={filter} />
      </div>
    </div>
  );
}

function Selected({
  deliveries,
  selection,
  onRetry,
}: DeliveryActionsProps & { selection: ReturnType<typeof useSelection> }) {
  const count = selection.ids.size;
  const all = count > 0 && deliveries.every(({ id }) => selection.has(id));
  return (
    <>
      <div className="flex items-center lg:pl-2">
        <SelectionCheckbox
          id="select-all-deliveries"
          checked={all}
          partly={count > 0 && !all}
          onChange={() =>
            all ? selection.clear() : selection.select(deliveries.map(({ id }) => id))
          }
        />
        <Label htmlFor="select-all-deliveries" className="py-1.5 pr-2 font-normal tabular-nums">
          {count > 0 ? `${count} selected` : "Select all loaded"}
        </Label>
      </div>
      {count > 0 && (
        <Button
          id="retry-selected"
          variant="outline"
          size="small"
          disabled={count > mostSelected}
          onClick={() => onRetry({ ids: [...selection.ids] })}
        >
          <RotateCw aria-hidden /> Retry selected
        </Button>
      )}
      {count > mostSelected && (
        <p className="text-[0.8125rem] text-muted-foreground">
          At most 1,000 at once: use the filters for more.
        </p>
      )}
    </>
  );
}

/** The hub takes all filters for it but the search, which finds few anyway. */
function RetryFailed({ filter, stats, onRetry }: DeliveryActionsProps) {
  const offered = filter.outcome === "all" || filter.outcome === "failure";
  if (!offered || filter.id || !stats?.failed) return null;
  const retryFailed = () => {
    const { event, since, until, responseCode } = queryOf(filter, new Date());
    const code = responseCode === undefined ? undefined : Number(responseCode);
    onRetry({ status: "failure", event, since, until, responseCode: code });
  };
  return (
    <Button id="retry-failed" variant="outline" size="small" onClick={retryFailed}>
      <RotateCw aria-hidden /> Retry {formatCapped(stats.failed)} failed
    </Button>
  );
}

function ExportLink({ webhookId, filter }: { webhookId: string; filter: DeliveryFilter }) {
  return (
    <Button asChild variant="outline" size="small">
      <a href={exportPath(webhookId, queryOf(filter, useNow()))} download>
        <Download aria-hidden /> Export CSV
      </a>
    </Button>
  );
}
