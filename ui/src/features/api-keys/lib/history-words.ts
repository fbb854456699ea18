import { localTime } from "@/lib/absolute-time";
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

type Detail = Record<string, unknown>;

/** Writing an entry takes a moment. */
const atOnceMillis = 1_000;

const fieldNames: Record<string, string> = {
  name: "Name",
  scopes: "Scopes",
  rateLimitPerHour: "Rate limit",
  ipAllowlist: "IP allow-list",
  enabled: "Enabled",
  expiresAt: "Expiry",
};

/** What an entry of the audit log tells about a key. */
export function historyWords(entry: Pick<AuditEntry, "action" | "detail" | "at">): HistoryWords {
  const { action, at } = entry;
  const detail = detailOf(entry.detail);
  switch (action) {
    case "api_key.created":
      return words("created the key", detail.replaces ? "It replaces another key." : undefined);
    case "api_key.changed":
      return changeWords(detail);
    case "api_key.disabled":
      return words("disabled the key");
    case "api_key.enabled":
      return words("enabled the key");
    case "api_key.rotated":
      return words("rotated the key", rotationNote(detail, at));
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

/** What it holds is up to the action, so nothing is taken for granted. */
function detailOf(detail: unknown): Detail {
  return typeof detail === "object" && detail !== null ? (detail as Detail) : {};
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

/** `{from, to}`; entries of an older hub have the new value alone. */
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

/** The old key of a rotation ends with its overlap, or sooner by its own expiry. */
function rotationNote({ expiresAt }: Detail, at: string): string | undefined {
  if (typeof expiresAt !== "string") return undefined;
  const end = new Date(expiresAt);
  return end.getTime() - Date.parse(at) < atOnceMillis
    ? "The old key was refused at once."
    : `The old key ends on ${localTime(end)}.`;
}

const leakActions: Record<string, string> = {
  disabled: "The key was disabled.",
  rotated: "The key was rotated.",
};

function leakNote({ source, url, action }: Detail): string | undefined {
  const places = [source, url].filter((place) => typeof place === "string" && place !== "");
  const sentences = [
    places.length > 0 && `Found in ${places.join(", ")}.`,
    typeof action === "string" && leakActions[action],
  ].filter(Boolean);
  return sentences.join(" ") || undefined;
}
