let taken: string | undefined;

/** The one-time token of the set-up link, taken out of the address so that it stays in no history. */
export function takeSetupToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    taken = token;
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return taken;
}
