import type { DeliveryDetail } from "../api/delivery";

/** A request as a command. The signature and custom values are in it as the hub shows them: redacted. */
export function curlCommand({
  url,
  headers,
  body,
}: NonNullable<DeliveryDetail["request"]>): string {
  const parts = [
    `curl -X POST ${quoted(url)}`,
    ...headers.filter(isForCurl).map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body ? [`--data-raw ${quoted(body)}`] : []),
  ];
  return parts.join(" \\\n  ");
}

/** curl finds these out by itself, and a wrong length would break the request. */
function isForCurl({ name }: { name: string }): boolean {
  return !/^(?:content-length|host|connection)$/i.test(name);
}

/** In single quotes nothing means anything to a shell but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
