import { useLocation, useSearchParams } from "react-router";

/** A filter that lives in the URL; its default is not written there. */
export function useFilter(name: string, fallback = ""): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const set = (value: string) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (value === fallback) next.delete(name);
        else next.set(name, value);
        return next;
      },
      // The state says what opened a modal; it has to outlive a change of the modal's filter.
      { replace: true, preventScrollReset: true, state },
    );
  return [params.get(name) ?? fallback, set];
}
