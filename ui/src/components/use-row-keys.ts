import { useRef } from "react";
import { useShortcut } from "@/lib/shortcuts";

/**
 * Lets j and k go from row to row, and Enter open the row that has the focus. Rows carry `data-row`
 * with their place and `tabIndex={-1}`: whoever goes by Tab meets what is inside of them instead.
 */
export function useRowKeys(open: ((place: number, rowId: string) => void) | undefined) {
  const body = useRef<HTMLTableSectionElement>(null);

  useShortcut(["j", "k", "Enter"], (key) => {
    if (!open || !body.current) return false;
    const rows = [...body.current.querySelectorAll<HTMLElement>("[data-row]")];
    if (key === "Enter") return openFocused(rows, open);
    const current = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[current === -1 ? 0 : current + (key === "j" ? 1 : -1)];
    next?.focus();
    return true;
  });

  return body;
}

function openFocused(rows: HTMLElement[], open: (place: number, rowId: string) => void): boolean {
  const focused = rows.find((row) => row === document.activeElement);
  if (!focused) return false;
  open(Number(focused.dataset.row), focused.id);
  return true;
}
