export const homePath = "/settings/organization/integrations";

/** The path to go to after login; a foreign address (`//evil.example`) would make the login page a lure. */
export function safeReturnPath(requested: string | null): string {
  if (!requested?.startsWith("/")) return homePath;
  try {
    const url = new URL(requested, location.origin);
    if (url.origin !== location.origin) return homePath;
    return url.pathname + url.search;
  } catch {
    return homePath;
  }
}
