import { useState } from "react";

const none: ReadonlySet<string> = new Set();

/** Deliveries that were chosen from one list; another filter's list begins with none. */
export function useSelection(list: unknown) {
  const [chosen, setChosen] = useState({ list, ids: none });
  const ids = chosen.list === list ? chosen.ids : none;
  const set = (next: Iterable<string>) => setChosen({ list, ids: new Set(next) });
  return {
    ids,
    has: (id: string) => ids.has(id),
    toggle: (id: string, selected: boolean) =>
      set(selected ? [...ids, id] : [...ids].filter((other) => other !== id)),
    select: set,
    clear: () => set([]),
  };
}
