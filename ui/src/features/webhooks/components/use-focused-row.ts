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
  goTo: { id: string } | undefined,
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

  useEffect(() => {
    if (!goTo) return;
    moving.current = true;
    setFocused(goTo.id);
  }, [goTo]);

  // The row has to be drawn before it can take the focus, which may take another render.
  useEffect(() => {
    if (!moving.current || focused === undefined) return;
    const row = body.current?.querySelector(`[data-delivery="${focused}"]`);
    if (!row) return;
    moving.current = false;
    row.querySelector<HTMLElement>("[aria-expanded]")?.focus();
  });

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
