import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll } from "vitest";
import { rememberCsrfToken } from "@/lib/csrf-token";
import { eventStreams, TestEventSource } from "./event-streams";
import { hubServer } from "./hub-server";

// A dialog is loaded when it is first opened, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 5_000 });

// jsdom has no layout and so lacks what asks about it.
class NothingResizes {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver = NothingResizes;
globalThis.matchMedia = (() => ({
  matches: false,
  addEventListener: () => {},
})) as unknown as typeof matchMedia;
Element.prototype.scrollIntoView = () => {};
Element.prototype.hasPointerCapture = () => false;
Element.prototype.setPointerCapture = () => {};
// Which rows of a long list are drawn depends on heights.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 800 },
  offsetHeight: { configurable: true, get: () => 50 },
});
globalThis.EventSource = TestEventSource as unknown as typeof EventSource;

// A toast that goes away takes its time, and would then find the document of its test file gone.
const started = new Set<ReturnType<typeof setTimeout>>();
const startTimer = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((...call: Parameters<typeof setTimeout>) => {
  const timer = startTimer(...call);
  started.add(timer);
  return timer;
}, startTimer);
afterAll(() => {
  for (const timer of started) clearTimeout(timer);
});

beforeAll(() => hubServer.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  hubServer.resetHandlers();
  eventStreams.closeAll();
  rememberCsrfToken(undefined);
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => hubServer.close());
