import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect, useState } from "react";

/** A table row: a delivery's own, or the one below it that shows the details. */
export interface WindowedRow {
  key: string;
  kind: "delivery" | "details";
}

interface RowWindowOptions {
  rows: WindowedRow[];
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** What holds the rows, somewhere inside of what scrolls. */
  body: RefObject<HTMLElement | null>;
  /** Rows that stay wherever one scrolls to. */
  pinned: (string | undefined)[];
}

const overscan = 8;
const estimates = { delivery: 48, card: 232, details: 480 };

/** Which of many rows to draw, and the heights of the gaps that the others leave. */
export function useRowWindow({ rows, scroller, body, pinned }: RowWindowOptions) {
  const [offset, setOffset] = useState(0);

  // What stands above may have grown with any render; setting the same offset again changes nothing.
  useLayoutEffect(() => {
    if (!scroller.current || !body.current) return;
    const above = body.current.getBoundingClientRect().top;
    const top = scroller.current.getBoundingClientRect().top;
    setOffset(Math.round(above - top + scroller.current.scrollTop));
  });

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimateSize: (index) =>
      rows[index]?.kind === "details"
        ? estimates.details
        : window.innerWidth < 1024
          ? estimates.card
          : estimates.delivery,
    scrollMargin: offset,
    overscan,
    rangeExtractor: (range) => withPinned(range, rows, pinned),
  });

  let end = offset;
  const items = virtualizer.getVirtualItems().map((item) => {
    const gapBefore = Math.max(0, item.start - end);
    end = item.end;
    return { ...item, gapBefore };
  });
  const gapAfter = Math.max(0, virtualizer.getTotalSize() - (end - offset));
  return {
    items,
    gapAfter,
    measure: virtualizer.measureElement,
    firstInSight: () => virtualizer.range?.startIndex ?? 0,
    lastInSight: virtualizer.range?.endIndex ?? -1,
  };
}

function withPinned(range: Range, rows: WindowedRow[], pinned: (string | undefined)[]): number[] {
  const wanted = pinned.filter((key) => key !== undefined);
  const places = wanted.map((key) => rows.findIndex((row) => row.key === key));
  const drawn = new Set([...places.filter((place) => place >= 0), ...defaultRangeExtractor(range)]);
  return [...drawn].sort((a, b) => a - b);
}
