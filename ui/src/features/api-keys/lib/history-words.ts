import { formatCount } from "@/lib/numbers";
import type { AuditEntry } from "../api/list-key-history";

export interface FieldChange {
  /** “Rate limit” */
  field: string;
  /** undefined where the entry doesn't tell. */
  from: string | undefined;
  to: string;
}

export interface HistoryWords {
  /** Goes on from the name of who did it: “rotated the key”. Undefined for an unknown action. */
  did: string | undefined;
  changes: FieldChange[];
  /** What else is worth knowing, as a sentence. */
  note: string | undefined;
}

type Detail = AuditEntry["detail"];

const fieldNames: Record<string, string> = {
  name: "Name",
  scopes: "Scopes",
  rateLimitPerHour: "Rate limit",
  ipAllowlist: "IP allow-list",
  enabled: "Enabled",
  expiresAt: "Expiry",
};

/** What an entry of the audit log tells about a key. */
export function historyWords({ action, detail }: Pick<AuditEntry, "action" | "detail">) {
  switch (action) {
    case "api_key.created":
      return words("created the key");
    case "api_key.changed":
      return changeWords(detail);
    case "api_key.disabled":
      return words("disabled the key");
    case "api_key.enabled":
      return words("enabled the key");
    case "api_key.rotated":
      return words("rotated the key", overlapNote(detail));
    case "api_key.revoked":
      return words("revoked the key");
    case "api_key.leaked":
      return words("reported the key as leaked", leakNote(detail));
    case "api_key.expiring":
      return words("gave notice that the key expires soon");
    default:
      return words(undefined);
  }
}

function words(did: string | undefined, note?: string, changes: FieldChange[] = []): HistoryWords {
  return { did, note, changes };
}

function changeWords(detail: Detail): HistoryWords {
  const changes = Object.entries(detail).map(([field, value]) => changeOf(field, value));
  const [only] = changes;
  if (only && changes.length === 1 && "enabled" in detail) {
    return words(only.to === "yes" ? "enabled the key" : "disabled the key");
  }
  return words("changed the key", undefined, changes);
}

/** The hub writes `{from, to}` for a field, or else the new value alone. */
function changeOf(field: string, value: unknown): FieldChange {
  const pair = isPair(value) ? value : undefined;
  return {
    field: fieldNames[field] ?? field,
    from: pair && valueWords(field, pair.from),
    to: valueWords(field, pair ? pair.to : value),
  };
}

function isPair(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === "object" && value !== null && "to" in value;
}

function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "unlimited") {
    return field === "rateLimitPerHour" ? "no limit" : "none";
  }
  if (Array.isArray(value)) {
    if (value.length > 0) return value.map(String).join(", ");
    return field === "ipAllowlist" ? "any address" : "none";
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return formatCount(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}

const overlapWords: Record<string, string> = {
  "0": "The old key was refused at once.",
  "15m": "The old key went on working for 15 minutes.",
  "1h": "The old key went on working for 1 hour.",
  "6h": "The old key went on working for 6 hours.",
  "24h": "The old key went on working for 24 hours.",
};

function overlapNote({ overlap }: Detail): string | undefined {
  return typeof overlap === "string" ? overlapWords[overlap] : undefined;
}

function leakNote({ source, url }: Detail): string | undefined {
  const places = [source, url].filter((place) => typeof place === "string" && place !== "");
  return places.length > 0 ? `Found in ${places.join(", ")}.` : undefined;
}
