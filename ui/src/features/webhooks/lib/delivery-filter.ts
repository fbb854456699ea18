import type { operations } from "@/generated/schema";

export const outcomes = ["all", "success", "failure", "pending"] as const;
export const timeSpans = ["any", "1h", "24h", "7d", "custom"] as const;

export type Outcome = (typeof outcomes)[number];
export type TimeSpan = (typeof timeSpans)[number];

/** Which deliveries are looked at; every part has a parameter of its name in the page's address. */
export interface DeliveryFilter {
  outcome: Outcome;
  event: string;
  time: TimeSpan;
  /** Instants (ISO-8601) or empty; they count with the time span `custom` alone. */
  since: string;
  until: string;
  code: string;
  /** The beginning of a delivery's or an event's id. */
  id: string;
}

type ListQuery = NonNullable<operations["listDeliveries"]["parameters"]["query"]>;
export type DeliveryQuery = Pick<
  ListQuery,
  "status" | "event" | "since" | "until" | "responseCode" | "search"
>;

export const noFilter: DeliveryFilter = {
  outcome: "all",
  event: "",
  time: "any",
  since: "",
  until: "",
  code: "",
  id: "",
};

const spanMillis = { "1h": 3_600_000, "24h": 86_400_000, "7d": 7 * 86_400_000 };

/** What an address asks for; what makes no sense in it asks for nothing. */
export function filterOf(params: URLSearchParams): DeliveryFilter {
  const value = (name: keyof DeliveryFilter) => params.get(name)?.trim() ?? "";
  return {
    outcome: outcomes.find((outcome) => outcome === value("outcome")) ?? "all",
    event: value("event"),
    time: timeSpans.find((span) => span === value("time")) ?? "any",
    since: instantOrNothing(value("since")),
    until: instantOrNothing(value("until")),
    code: isResponseCode(value("code")) ? value("code") : "",
    id: value("id"),
  };
}

/** Writes a filter into the parameters of an address, without what asks for nothing. */
export function writeFilter(params: URLSearchParams, filter: DeliveryFilter) {
  for (const name of Object.keys(noFilter) as (keyof DeliveryFilter)[]) {
    if (filter[name] === noFilter[name]) params.delete(name);
    else params.set(name, filter[name]);
  }
}

export function isFiltering(filter: DeliveryFilter): boolean {
  return Object.keys(queryOf(filter, new Date(0))).length > 0;
}

export function isResponseCode(text: string): boolean {
  return /^[1-5]\d\d$/.test(text);
}

/** The filter as the hub takes it; spans that reach until now are counted back from it. */
export function queryOf(filter: DeliveryFilter, now: Date): DeliveryQuery {
  const query: DeliveryQuery = {};
  if (filter.outcome !== "all") query.status = filter.outcome;
  if (filter.event) query.event = filter.event;
  if (filter.code) query.responseCode = filter.code;
  if (filter.id) query.search = filter.id;
  if (filter.time === "custom") {
    if (filter.since) query.since = filter.since;
    if (filter.until) query.until = filter.until;
  } else if (filter.time !== "any") {
    query.since = new Date(now.getTime() - spanMillis[filter.time]).toISOString();
  }
  return query;
}

export function exportPath(webhookId: string, query: DeliveryQuery): string {
  const params = new URLSearchParams(Object.entries(query));
  const path = `/api/organizations/webhooks/${webhookId}/deliveries.csv`;
  return params.size > 0 ? `${path}?${params}` : path;
}

function instantOrNothing(text: string): string {
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? "" : new Date(millis).toISOString();
}
