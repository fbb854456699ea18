import type { Header } from "../api/webhook";

export const maxHeaders = 20;
const maxHeaderBytes = 4096;

/** The hub sets these itself, or HTTP does. */
const reserved = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
]);

function isReserved(name: string): boolean {
  const lower = name.toLowerCase();
  return reserved.has(lower) || lower.startsWith("webhook-") || lower.startsWith("proxy-");
}

/** A row of the form. Stored values can't be read again: an empty one under its old name stays as it is. */
export interface HeaderRow extends Header {
  /** The name that the hub has a value for. */
  storedName?: string;
}

/** Whether nothing was typed into the row; such a row is no header. */
export function isBlank({ name, value, storedName }: HeaderRow): boolean {
  return name.trim() === "" && value === "" && storedName === undefined;
}

/** Whether the hub's own value of the header is to stay. */
export function keepsValue({ name, value, storedName }: HeaderRow): boolean {
  return value === "" && storedName !== undefined && isSameName(name, storedName);
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** What is wrong with the name of each header. */
export function checkHeaderNames(headers: HeaderRow[]): (string | undefined)[] {
  const seen = new Set<string>();
  return headers.map((header) => {
    if (isBlank(header)) return undefined;
    const name = header.name.trim();
    const duplicate = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    if (name === "") return "Enter a name.";
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return "Use letters, digits and hyphens only.";
    if (isReserved(name)) return `The hub sets ${name} itself.`;
    return duplicate ? `${name} is there twice.` : undefined;
  });
}

export function checkHeaderValue(row: HeaderRow): string | undefined {
  const { name, value, storedName } = row;
  if (value === "" && storedName !== undefined && !keepsValue(row))
    return `Type the value as well: the hub keeps the stored one for ${storedName} only.`;
  if (value.trim() === "" && !isBlank(row) && !keepsValue(row)) return "Enter a value.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not get into a header
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value))
    return "Leave out line breaks and control characters.";
  const bytes = new TextEncoder().encode(name + value).length;
  return bytes > maxHeaderBytes ? "Name and value take more than 4 KiB." : undefined;
}

/** The headers of pasted `Name: value` lines; undefined if any line is something else. */
export function parseHeaderLines(text: string): Header[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const headers = lines.map((line) => {
    const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(line.trim()) ?? [];
    return name !== undefined && value !== undefined ? { name, value } : undefined;
  });
  const parsed = headers.filter((header) => header !== undefined);
  return parsed.length > 0 && parsed.length === lines.length ? parsed : undefined;
}
