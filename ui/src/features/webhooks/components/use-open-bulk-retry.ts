import { useState } from "react";

/**
 * The retry of many deliveries that was started here. It goes on when the page is left, so whoever
 * comes back with this browser finds it again.
 */
export function useOpenBulkRetry(webhookId: string) {
  const name = `bulk-retry:${webhookId}`;
  const [retryId, setRetryId] = useState(() => stored(name));
  return {
    retryId,
    remember: (started: string) => {
      setRetryId(started);
      store(name, started);
    },
    forget: () => {
      setRetryId(undefined);
      store(name, undefined);
    },
  };
}

function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function store(name: string, value: string | undefined) {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Without storage it is shown until the modal is closed.
  }
}
