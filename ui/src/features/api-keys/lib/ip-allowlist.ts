import { parseIpAddress } from "@/lib/ip-address";

export interface AllowlistLine {
  /** As the reader counts them, from 1. */
  number: number;
  text: string;
  error?: string;
}

/** The lines that hold something, each with what is wrong with it. */
export function checkAllowlist(text: string): AllowlistLine[] {
  const seen = new Set<string>();
  return text
    .split("\n")
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== "")
    .map((line) => {
      const error = seen.has(line.text) ? "is there twice" : whatIsWrong(line.text);
      seen.add(line.text);
      return { ...line, error };
    });
}

function whatIsWrong(entry: string): string | undefined {
  const [address = "", prefix, ...rest] = entry.split("/");
  const bytes = parseIpAddress(address);
  if (!bytes || rest.length > 0) return "is not an IP address or CIDR range";
  const longest = bytes.length * 8;
  if (prefix !== undefined && !(/^(?:0|[1-9]\d*)$/.test(prefix) && Number(prefix) <= longest)) {
    return `needs a prefix length from 0 to ${longest} after the slash`;
  }
  return undefined;
}

/** All complaints, a line each; undefined if there are none. */
export function allowlistError(lines: AllowlistLine[]): string | undefined {
  const complaints = lines
    .filter((line) => line.error)
    .map((line) => `Line ${line.number}: “${line.text}” ${line.error}.`);
  return complaints.length > 0 ? complaints.join("\n") : undefined;
}
