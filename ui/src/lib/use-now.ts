import { useSyncExternalStore } from "react";

// One clock for the whole page: a timer for each of a hundred rows would wake the browser as often.
const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = new Date();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function currentTime() {
  // Without listeners nobody moves the clock, and a first reader must not get a time long past.
  if (listeners.size === 0 && Date.now() - now.getTime() > 1000) now = new Date();
  return now;
}

/** The current time, renewed every second. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, currentTime);
}
