// In memory only: whatever is in storage outlives the session it belongs to.
let current: string | undefined;

export function rememberCsrfToken(token: string | undefined) {
  current = token;
}

export function csrfToken(): string | undefined {
  return current;
}
