import { cn } from "@/lib/class-names";

// On a phone rows are laid out as cards, and `display` other than table's own takes a table's meaning
// away from screen readers. The roles are therefore written out.

export function Table({ className, ...props }: React.ComponentProps<"table">) {
  return (
    <table
      data-slot="table"
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="table"
      className={cn("w-full text-left max-lg:block", className)}
      {...props}
    />
  );
}

export function TableHeader({ className, ...props }: React.ComponentProps<"thead">) {
  return (
    <thead
      data-slot="table-header"
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="rowgroup"
      className={cn("border-b max-lg:sr-only", className)}
      {...props}
    />
  );
}

export function TableBody({ className, ...props }: React.ComponentProps<"tbody">) {
  return (
    <tbody
      data-slot="table-body"
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="rowgroup"
      className={cn("max-lg:grid max-lg:gap-3", className)}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: React.ComponentProps<"tr">) {
  return (
    <tr
      data-slot="table-row"
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="row"
      className={cn("border-b last:border-b-0", className)}
      {...props}
    />
  );
}

export function TableHead({ className, ...props }: React.ComponentProps<"th">) {
  return (
    <th
      data-slot="table-head"
      scope="col"
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="columnheader"
      className={cn(
        "h-10 px-3 lg:max-xl:px-2 text-xs font-medium whitespace-nowrap text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: React.ComponentProps<"td">) {
  return (
    <td
      data-slot="table-cell"
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="cell"
      className={cn("px-3 py-3 align-middle lg:max-xl:px-2", className)}
      {...props}
    />
  );
}
