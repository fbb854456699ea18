const fallbackMillis = 10_000;

export interface DeliveryFollower {
  onChanged: () => void;
  /** Whether changes are told as they happen, rather than looked for now and then. */
  onLive: (live: boolean) => void;
}

/**
 * Tells of every change to a webhook's deliveries while the tab is visible. The hub ends its streams
 * every minute and the browser comes back by itself; as long as it doesn't succeed, changes are
 * supposed every ten seconds. Returns how to stop.
 */
export function followDeliveries(path: string, { onChanged, onLive }: DeliveryFollower) {
  let stream: EventSource | undefined;
  let fallback: ReturnType<typeof setInterval> | undefined;

  const stop = () => {
    stream?.close();
    stream = undefined;
    clearInterval(fallback);
    fallback = undefined;
  };

  const open = () => {
    stream?.close();
    stream = new EventSource(path);
    stream.addEventListener("changed", onChanged);
    stream.addEventListener("open", () => {
      clearInterval(fallback);
      fallback = undefined;
      onLive(true);
    });
    stream.addEventListener("error", () => {
      fallback ??= setInterval(doWithout, fallbackMillis);
    });
  };

  const doWithout = () => {
    onLive(false);
    onChanged();
    // The browser doesn't come back by itself after an answer that is no stream.
    if (stream?.readyState === EventSource.CLOSED) open();
  };

  const onVisibility = () => {
    if (document.visibilityState === "hidden") stop();
    else if (!stream) open();
  };

  document.addEventListener("visibilitychange", onVisibility);
  onVisibility();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    stop();
  };
}
