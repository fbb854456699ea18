export function environmentLine(key: string): string {
  return `API_KEY=${key}`;
}

/** A first call to the product's API, about something the key may touch. */
export function curlCommand(key: string, scopes: string[]): string {
  const resource = scopes[0]?.split(":")[0] ?? "";
  return `curl https://api.example.com/v1/${resource} \\\n  --header "Authorization: Bearer ${key}"`;
}
