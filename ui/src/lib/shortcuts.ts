import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

const storageKey = "shortcuts";
const listeners = new Set<() => void>();

function storedChoice(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

let on = storedChoice();

/** Single letters get in the way of speech input and shaky hands, so they can be turned off (WCAG 2.1.4). */
export function chooseShortcuts(chosen: boolean) {
  on = chosen;
  try {
    if (chosen) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, "off");
  } catch {
    // Without storage the choice lasts until the page is reloaded.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, () => on);
}

/**
 * Calls `run` when one of the keys is pressed: never while somebody types, with a menu open, or with
 * a modal over what the shortcut belongs to. A key that `run` returns false for keeps its usual meaning.
 */
export function useShortcut(
  keys: readonly string[],
  run: (key: string) => boolean,
  within: keyof typeof above = "page",
) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!on || !keys.includes(event.key) || meansSomethingElse(event, within)) return;
    if (run(event.key)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

/** What lies over a page or over a modal, and takes the keys. */
const above = {
  page: "[role=dialog], [role=alertdialog], [role=menu]",
  modal: "[role=dialog] ~ [role=dialog], [role=alertdialog], [role=menu]",
};

function meansSomethingElse(event: KeyboardEvent, within: keyof typeof above): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const typing =
    event.target instanceof Element &&
    event.target.closest("input, textarea, select, [contenteditable]") !== null;
  return typing || document.querySelector(above[within]) !== null;
}
