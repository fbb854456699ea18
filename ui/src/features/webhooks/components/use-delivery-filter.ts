import { useMemo } from "react";
import { useLocation, useSearchParams } from "react-router";
import { type DeliveryFilter, filterOf, noFilter, writeFilter } from "../lib/delivery-filter";

/** The filter of the address, which list, export and retry of many go by. */
export function useDeliveryFilter() {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const filter = useMemo(() => filterOf(params), [params]);
  const set = (next: (current: DeliveryFilter) => DeliveryFilter) =>
    setParams(
      (previous) => {
        const changed = new URLSearchParams(previous);
        writeFilter(changed, next(filterOf(previous)));
        return changed;
      },
      // The state says what opened the modal, and has to outlive a change of its filter.
      { replace: true, preventScrollReset: true, state },
    );
  return {
    filter,
    change: (changes: Partial<DeliveryFilter>) => set((current) => ({ ...current, ...changes })),
    clear: () => set(() => noFilter),
  };
}
