import { TableCell, TableHead } from "@/components/ui/table";
import { cn } from "@/lib/class-names";
import type { Column } from "./data-table";

export function HeaderCells<Row>({ columns }: { columns: Column<Row>[] }) {
  return columns.map(({ header, kind, className }) => (
    <TableHead key={header} className={className}>
      {kind === "actions" ? <span className="sr-only">{header}</span> : header}
    </TableHead>
  ));
}

interface DataCellsProps<Row> {
  columns: Column<Row>[];
  content: (column: Column<Row>) => React.ReactNode;
}

/** The cells of one row; on a phone each stands beside its header. */
export function DataCells<Row>({ columns, content }: DataCellsProps<Row>) {
  return columns.map((column) => (
    <TableCell
      key={column.header}
      className={cn(cellLayout[column.kind ?? "plain"], column.className)}
    >
      {!column.kind && (
        <span aria-hidden className="text-xs leading-6 text-muted-foreground lg:hidden">
          {column.header}
        </span>
      )}
      <div className="min-w-0">{content(column)}</div>
    </TableCell>
  ));
}

const cellLayout = {
  title: "max-lg:mb-2 max-lg:block max-lg:p-0 max-lg:pr-12",
  actions: "max-lg:absolute max-lg:top-2 max-lg:right-2 max-lg:p-0 lg:w-12",
  plain: "max-lg:grid max-lg:grid-cols-[6.5rem_1fr] max-lg:items-start max-lg:p-0 max-lg:py-1",
};
