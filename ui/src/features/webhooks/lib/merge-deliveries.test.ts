import { expect, it } from "vitest";
import { delivery } from "@/testing/fixtures";
import type { DeliveryPage, DeliveryPages } from "../api/list-deliveries";
import { differencesOf, mergeDeliveries, updateKnown } from "./merge-deliveries";

const row = (id: string, different: Parameters<typeof delivery>[0] = {}) =>
  delivery({ id, ...different });

function page(nextCursor: string | null, ...data: ReturnType<typeof delivery>[]): DeliveryPage {
  return { data, nextCursor, stats: { succeeded: data.length, failed: 0, pending: 0 } };
}

const shownAs = (...pages: DeliveryPage[]): DeliveryPages => ({
  pages,
  pageParams: pages.map((_, index) => (index === 0 ? undefined : `page ${index}`)),
});

const idsOf = ({ pages }: DeliveryPages) => pages.map(({ data }) => data.map(({ id }) => id));

it("updates known rows in place and moves none", () => {
  const shown = shownAs(page("c", row("dlv_4"), row("dlv_3")), page(null, row("dlv_2")));
  const newest = page("c", row("dlv_5"), row("dlv_3", { status: "failed" }));
  const updated = updateKnown(shown, newest);
  expect(idsOf(updated)).toEqual([["dlv_4", "dlv_3"], ["dlv_2"]]);
  expect(updated.pages[0]?.data[1]?.status).toBe("failed");
  expect(updated.pages[0]?.stats.succeeded).toBe(2);
});

it("puts fresh rows where they belong and takes those away that match no more", () => {
  const shown = shownAs(
    page("c", row("dlv_6"), row("dlv_4")),
    page("d", row("dlv_3"), row("dlv_1")),
  );
  const newest = page("e", row("dlv_7"), row("dlv_5"), row("dlv_4"), row("dlv_2"));
  expect(differencesOf(shown, newest)).toMatchObject({
    gone: new Set(["dlv_6", "dlv_3"]),
    apart: false,
  });
  expect(idsOf(mergeDeliveries(shown, newest))).toEqual([
    ["dlv_7", "dlv_5", "dlv_4"],
    ["dlv_2", "dlv_1"],
  ]);
});

it("leaves what lies behind the last row to the next page", () => {
  const shown = shownAs(page("c", row("dlv_4")));
  expect(differencesOf(shown, page("d", row("dlv_4"), row("dlv_3"))).fresh).toEqual([]);
});

it("begins anew where more may lie between the newest page and the rows", () => {
  const shown = shownAs(page("c", row("dlv_1")));
  const newest = page("d", row("dlv_9"), row("dlv_8"));
  expect(differencesOf(shown, newest).apart).toBe(true);
  expect(mergeDeliveries(shown, newest)).toEqual({ pages: [newest], pageParams: [undefined] });
});

it("fills an empty list", () => {
  const shown = shownAs(page(null));
  expect(idsOf(mergeDeliveries(shown, page(null, row("dlv_2"), row("dlv_1"))))).toEqual([
    ["dlv_2", "dlv_1"],
  ]);
});
