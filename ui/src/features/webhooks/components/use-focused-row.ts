import { type RefObject, useEffect, useRef, useState } from "react";
import { useShortcut } from "@/lib/shortcuts";

/**
 * Which delivery's row has the focus, so that it can stay drawn, and j and k to go from one to the
 * next, drawn or not: what takes the focus is the button that opens the row.
 */
export function useFocusedRow(
  ids: string[],
  body: RefObject<HTMLElement | null>,
  firstInSight: () => string | undefined,
) {
  const [focused, setFocused] = useState<string>();
  const moving = useRef(false);

  useShortcut(
    ["j", "k"],
    (key) => {
      const place = focused === undefined ? -1 : ids.indexOf(focused);
      const next = place === -1 ? firstInSight() : ids[place + (key === "j" ? 1 : -1)];
      if (next === undefined) return false;
      moving.current = true;
      setFocused(next);
      return true;
    },
    "modal",
  );

  // The row has to be drawn before it can take the focus.
  useEffect(() => {
    if (!moving.current || focused === undefined) return;
    moving.current = false;
    body.current
      ?.querySelector<HTMLElement>(`[data-delivery="${focused}"] [aria-expanded]`)
      ?.focus();
  }, [focused, body]);

  return {
    focused,
    handlers: {
      onFocus: ({ target }: React.FocusEvent) => setFocused(deliveryOf(target)),
      onBlur: ({ relatedTarget, currentTarget }: React.FocusEvent) => {
        if (!moving.current && !currentTarget.contains(relatedTarget)) setFocused(undefined);
      },
    },
  };
}

function deliveryOf(element: Element): string | undefined {
  return element.closest<HTMLElement>("[data-delivery]")?.dataset.delivery;
}
