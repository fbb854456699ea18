import type { Delivery } from "../api/delivery";
import type { DeliveryPage, DeliveryPages } from "../api/list-deliveries";

/** How the rows shown differ from the newest page as the hub has it now. */
export interface Differences {
  /** Deliveries that the list lacks. */
  fresh: Delivery[];
  /** Rows that the filter lets in no more. */
  gone: Set<string>;
  /** Whether there may be more between the newest page and the rows shown. */
  apart: boolean;
}

/** Puts the newest state into the rows that are there already. No row comes, goes or moves. */
export function updateKnown(shown: DeliveryPages, newest: DeliveryPage): DeliveryPages {
  const current = new Map(newest.data.map((delivery) => [delivery.id, delivery]));
  const pages = shown.pages.map((page, index) => ({
    ...page,
    stats: index === 0 ? newest.stats : page.stats,
    data: page.data.map((delivery) => current.get(delivery.id) ?? delivery),
  }));
  return { ...shown, pages };
}

export function differencesOf(shown: DeliveryPages, newest: DeliveryPage): Differences {
  const rows = shown.pages.flatMap((page) => page.data);
  const known = new Set(rows.map(({ id }) => id));
  const current = new Set(newest.data.map(({ id }) => id));
  const covers = (id: string) => newest.nextCursor === null || id >= (newest.data.at(-1)?.id ?? "");
  // What is older than the last row comes with the next page.
  const last = shown.pages.at(-1)?.nextCursor ? rows.at(-1)?.id : undefined;
  return {
    fresh: newest.data.filter(({ id }) => !known.has(id) && (last === undefined || id > last)),
    gone: new Set(rows.filter(({ id }) => covers(id) && !current.has(id)).map(({ id }) => id)),
    apart: rows.length > 0 && !covers(rows[0]?.id ?? ""),
  };
}

/** The list with its differences made up; where it lies apart from the newest page, that page alone. */
export function mergeDeliveries(shown: DeliveryPages, newest: DeliveryPage): DeliveryPages {
  const { fresh, gone, apart } = differencesOf(shown, newest);
  if (apart || shown.pages.length === 0) return { pages: [newest], pageParams: [undefined] };
  let left = fresh;
  const pages = updateKnown(shown, newest).pages.map((page, index, all) => {
    const end = index === all.length - 1 ? "" : (page.data.at(-1)?.id ?? "~");
    const here = left.filter(({ id }) => id > end);
    left = left.filter(({ id }) => id <= end);
    const kept = page.data.filter(({ id }) => !gone.has(id));
    // Ids sort by the time of their making; the newest come first.
    return { ...page, data: [...here, ...kept].sort((a, b) => (a.id < b.id ? 1 : -1)) };
  });
  return { ...shown, pages };
}
