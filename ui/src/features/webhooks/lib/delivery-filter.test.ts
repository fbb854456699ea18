import { expect, it } from "vitest";
import {
  exportPath,
  filterOf,
  isFiltering,
  noFilter,
  queryOf,
  writeFilter,
} from "./delivery-filter";
import { instantOf, localMinute } from "./local-minute";

const now = new Date("2026-11-24T12:00:00Z");

it("reads what an address asks for, and nothing out of nonsense", () => {
  expect(filterOf(new URLSearchParams("outcome=failure&code=503&time=1h&id=evt_01"))).toEqual({
    ...noFilter,
    outcome: "failure",
    code: "503",
    time: "1h",
    id: "evt_01",
  });
  expect(filterOf(new URLSearchParams("outcome=odd&code=5&time=year&since=soon"))).toEqual(
    noFilter,
  );
});

it("writes into an address only what filters, and leaves the rest of it alone", () => {
  const params = new URLSearchParams("tab=webhooks&code=500");
  writeFilter(params, { ...noFilter, event: "user.created" });
  expect(params.toString()).toBe("tab=webhooks&event=user.created");
});

it("counts a span back from now", () => {
  expect(queryOf({ ...noFilter, time: "24h" }, now)).toEqual({ since: "2026-11-23T12:00:00.000Z" });
});

it("asks for its own bounds only in a custom span", () => {
  const since = "2026-11-01T00:00:00.000Z";
  expect(queryOf({ ...noFilter, since }, now)).toEqual({});
  expect(queryOf({ ...noFilter, time: "custom", since }, now)).toEqual({ since });
  expect(isFiltering({ ...noFilter, time: "custom" })).toBe(false);
});

it("exports what the list shows", () => {
  const query = queryOf({ ...noFilter, outcome: "failure", code: "503" }, now);
  expect(exportPath("wh_1", query)).toBe(
    "/api/organizations/webhooks/wh_1/deliveries.csv?status=failure&responseCode=503",
  );
  expect(exportPath("wh_1", {})).toBe("/api/organizations/webhooks/wh_1/deliveries.csv");
});

it("turns an instant into the reader's own minute and back", () => {
  const instant = "2026-11-24T12:34:00.000Z";
  expect(instantOf(localMinute(instant))).toBe(instant);
  expect(localMinute("")).toBe("");
  expect(instantOf("")).toBe("");
});
