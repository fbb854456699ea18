import { type RefObject, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { DataCells, HeaderCells } from "@/components/data-cells";
import type { Column } from "@/components/data-table";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/class-names";
import type { Delivery } from "../api/delivery";
import { useFocusedRow } from "./use-focused-row";
import { useRowWindow } from "./use-row-window";

interface DeliveriesTableProps {
  columns: Column<Delivery>[];
  /** undefined on first load: skeletons take the place of rows. */
  deliveries: Delivery[] | undefined;
  /** Whether there are more than were loaded, so that nobody knows how many. */
  hasMore: boolean;
  stale: boolean;
  opened: string | undefined;
  details: (delivery: Delivery) => React.ReactNode;
  scroller: RefObject<HTMLElement | null>;
  table: RefObject<HTMLTableElement | null>;
  /** The delivery whose row shall get the focus; another object asks for it again. */
  goTo: { id: string } | undefined;
  /** Called when the rows in sight come near the last one loaded. */
  onNearEnd: () => void;
}

interface Row {
  key: string;
  kind: "delivery" | "details";
  delivery: Delivery;
}

const placeholders = ["a", "b", "c", "d", "e"];
const nearEnd = 20;

/** A table of any length, of which only the rows in sight are drawn; on a phone they are cards. */
export function DeliveriesTable(props: DeliveriesTableProps) {
  const { columns, deliveries, hasMore, stale, table } = props;
  const rows = useRows(deliveries, props.opened);
  return (
    <div className="lg:rounded-lg lg:border">
      <Table
        ref={table}
        aria-label="Deliveries"
        aria-busy={deliveries === undefined || stale}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        className="lg:table-fixed"
      >
        <TableHeader>
          <TableRow aria-rowindex={1}>
            <HeaderCells columns={columns} />
          </TableRow>
        </TableHeader>
        {deliveries ? (
          <WindowedBody {...props} rows={rows} />
        ) : (
          <TableBody className="max-lg:block">
            {placeholders.map((key) => (
              <TableRow key={key} className={rowClasses(false)}>
                <DataCells
                  columns={columns}
                  content={({ skeleton }) => <Skeleton className={cn("max-w-full", skeleton)} />}
                />
              </TableRow>
            ))}
          </TableBody>
        )}
      </Table>
    </div>
  );
}

function WindowedBody({
  rows,
  columns,
  deliveries = [],
  stale,
  opened,
  details,
  scroller,
  goTo,
  onNearEnd,
}: DeliveriesTableProps & { rows: Row[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const ids = useMemo(() => deliveries.map(({ id }) => id), [deliveries]);
  const { focused, handlers } = useFocusedRow(
    ids,
    body,
    () => rows[firstInSight()]?.delivery.id,
    goTo,
  );
  const pinned = [focused, opened, opened && detailsKey(opened)];
  const rowWindow = useRowWindow({ rows, scroller, body, pinned });
  const { items, gapAfter, measure, firstInSight, lastInSight } = rowWindow;
  useNearEnd(lastInSight >= rows.length - nearEnd, rows.length, onNearEnd);

  return (
    <TableBody
      ref={body}
      className={cn("transition-opacity max-lg:block", stale && "opacity-50")}
      {...handlers}
    >
      {/* Flat, so that a row that stays is the same one to React wherever it stands among the drawn. */}
      {items.flatMap(({ index, gapBefore }) => {
        const row = rows[index];
        if (!row) return [];
        return [
          gapBefore > 0 && (
            <Gap key={`gap-${row.key}`} columns={columns.length} height={gapBefore} />
          ),
          <TableRow
            key={row.key}
            ref={measure}
            data-index={index}
            data-delivery={row.delivery.id}
            aria-rowindex={index + 2}
            className={rowClasses(row.delivery.id === opened, row.kind)}
          >
            {row.kind === "delivery" ? (
              <DataCells columns={columns} content={({ cell }) => cell(row.delivery)} />
            ) : (
              <TableCell
                colSpan={columns.length}
                className="p-0 max-lg:block max-lg:rounded-b-lg max-lg:border max-lg:border-t-0"
              >
                {details(row.delivery)}
              </TableCell>
            )}
          </TableRow>,
        ];
      })}
      {gapAfter > 0 && <Gap columns={columns.length} height={gapAfter} />}
    </TableBody>
  );
}

/** What takes the place of rows that aren't drawn. */
function Gap({ columns, height }: { columns: number; height: number }) {
  return (
    <tr aria-hidden className="max-lg:block" style={{ height }}>
      <td colSpan={columns} className="p-0" />
    </tr>
  );
}

function useRows(deliveries: Delivery[] | undefined, opened: string | undefined): Row[] {
  return useMemo(
    () =>
      (deliveries ?? []).flatMap((delivery): Row[] => {
        const row: Row = { key: delivery.id, kind: "delivery", delivery };
        if (delivery.id !== opened) return [row];
        return [row, { key: detailsKey(delivery.id), kind: "details", delivery }];
      }),
    [deliveries, opened],
  );
}

function detailsKey(deliveryId: string): string {
  return `details-${deliveryId}`;
}

function useNearEnd(isNear: boolean, rowCount: number, onNearEnd: () => void) {
  const tell = useEffectEvent(onNearEnd);
  // Told again when rows came and the end is still near.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (isNear) tell();
  }, [isNear, rowCount]);
}

/** A card's frame is drawn apart from its row, whose height has to include the space below. */
function rowClasses(isOpened: boolean, kind: Row["kind"] = "delivery"): string {
  if (kind === "details") return "max-lg:block max-lg:border-b-0 max-lg:pb-3";
  return cn(
    "relative max-lg:block max-lg:border-b-0 max-lg:p-4 max-lg:before:pointer-events-none max-lg:before:absolute max-lg:before:inset-x-0 max-lg:before:top-0 max-lg:before:rounded-t-lg max-lg:before:border max-lg:before:border-border lg:hover:bg-muted/40",
    isOpened
      ? "max-lg:before:bottom-0 max-lg:before:border-b-0 lg:border-b-0"
      : "max-lg:pb-7 max-lg:before:bottom-3 max-lg:before:rounded-b-lg",
  );
}
