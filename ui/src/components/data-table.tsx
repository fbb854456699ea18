import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/class-names";
import { DataCells, HeaderCells } from "./data-cells";
import { useRowKeys } from "./use-row-keys";

export interface Column<Row> {
  header: string;
  cell: (row: Row) => React.ReactNode;
  /** The first column is a card's title on a phone; actions stay beside it. */
  kind?: "title" | "actions";
  /** How wide what stands here usually is, e.g. `w-24`. */
  skeleton: string;
  className?: string;
}

interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  /** undefined on first load: skeletons take the place of rows. */
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Whether the rows are those of an earlier question. */
  stale?: boolean;
  /** What Enter does on a row that j and k went to; the row's id names it for when the focus returns. */
  onOpen?: (row: Row, rowId: string) => void;
  /** What an opened row shows below itself. */
  details?: (row: Row) => React.ReactNode;
}

const placeholderRows = ["a", "b", "c", "d", "e"];

/** A table whose rows become cards on a phone. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  stale,
  onOpen,
  details,
}: DataTableProps<Row>) {
  const body = useRowKeys(
    onOpen &&
      ((place, rowId) => {
        const row = rows?.[place];
        if (row) onOpen(row, rowId);
      }),
  );
  const busy = rows === undefined || stale;
  return (
    <div className="lg:rounded-lg lg:border">
      <Table aria-label={label} aria-busy={busy}>
        <TableHeader>
          <TableRow>
            <HeaderCells columns={columns} />
          </TableRow>
        </TableHeader>
        <TableBody ref={body} className={cn("transition-opacity", stale && "opacity-50")}>
          {rows
            ? rows.map((row, place) => (
                <BodyRow
                  key={rowKey(row)}
                  id={`row-${rowKey(row)}`}
                  place={onOpen ? place : undefined}
                  columns={columns}
                  content={(column) => column.cell(row)}
                  details={details?.(row)}
                />
              ))
            : placeholderRows.map((key) => (
                <BodyRow
                  key={key}
                  columns={columns}
                  content={(column) => <Skeleton className={cn("max-w-full", column.skeleton)} />}
                />
              ))}
        </TableBody>
      </Table>
    </div>
  );
}

function BodyRow<Row>({
  id,
  place,
  columns,
  content,
  details,
}: {
  id?: string;
  /** Where among the rows, if Enter can open it. */
  place?: number;
  columns: Column<Row>[];
  content: (column: Column<Row>) => React.ReactNode;
  details?: React.ReactNode;
}) {
  return (
    <>
      <TableRow
        id={id}
        data-row={place}
        tabIndex={place === undefined ? undefined : -1}
        className={cn(
          "relative focus-visible:-outline-offset-2 lg:focus-visible:bg-muted/40 max-lg:block max-lg:rounded-lg max-lg:border max-lg:p-4 lg:hover:bg-muted/40",
          details && "max-lg:rounded-b-none lg:border-b-0",
        )}
      >
        <DataCells columns={columns} content={content} />
      </TableRow>
      {details && (
        <TableRow className="max-lg:-mt-3 max-lg:block max-lg:rounded-b-lg max-lg:border max-lg:border-t-0">
          <TableCell colSpan={columns.length} className="p-0 max-lg:block">
            {details}
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
