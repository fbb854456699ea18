import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { eventStreams } from "@/testing/event-streams";
import { delivery, deliveryDetail, session } from "@/testing/fixtures";
import { hubServer } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";
import type { Delivery } from "../api/delivery";

const list = "*/api/organizations/webhooks/:id/deliveries";
const dialogPath = `${home}/webhooks/wh_1/deliveries`;
const idOf = (place: number) => `dlv_${String(place).padStart(5, "0")}`;

/** A hub with deliveries from dlv_00001 on; the last is the newest. */
function holdDeliveries(count: number) {
  const all = Array.from({ length: count }, (_, place) =>
    delivery({ id: idOf(count - place), event: `event.n${count - place}` }),
  );
  const asked: URLSearchParams[] = [];
  hubServer.use(
    http.get(list, ({ request }) => {
      const params = new URL(request.url).searchParams;
      asked.push(params);
      const start = Number(params.get("cursor") ?? 0);
      const end = start + Number(params.get("limit"));
      return HttpResponse.json({
        data: all.slice(start, end),
        nextCursor: end < all.length ? String(end) : null,
        stats: { succeeded: all.length, failed: 0, pending: 0 },
      });
    }),
    http.get(`${list}/:deliveryId`, () => HttpResponse.json(deliveryDetail())),
  );
  const add = (...more: Partial<Delivery>[]) => all.unshift(...more.map((row) => delivery(row)));
  return { all, asked, add };
}

const rowsDrawn = () => document.querySelectorAll("[data-delivery]").length;
const rowOf = (event: string) => screen.findByRole("button", { name: event });
const scroller = () => document.querySelector("[data-slot=dialog-body]") as HTMLElement;

function scrollTo(top: number) {
  scroller().scrollTop = top;
  fireEvent.scroll(scroller());
}

describe("a long list", () => {
  beforeEach(() => {
    // Without layout, rows would stand still while what holds them scrolls.
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (
      this: HTMLElement,
    ) {
      return new DOMRect(0, this.tagName === "TBODY" ? -scroller().scrollTop : 0, 0, 0);
    });
  });

  it("draws few rows, loads further ones as they come near, and says where each stands", async () => {
    const { asked } = holdDeliveries(250);
    renderApp(dialogPath);
    await rowOf("event.n250");
    const table = screen.getByRole("table", { name: "Deliveries" });
    expect(table).toHaveAttribute("aria-rowcount", "-1");
    expect(asked.map((params) => params.get("cursor"))).toEqual([null]);

    scrollTo(95 * 50);
    expect(await rowOf("event.n150")).toBeInTheDocument();
    scrollTo(195 * 50);
    await waitFor(() => expect(table).toHaveAttribute("aria-rowcount", "251"));
    scrollTo(250 * 50);
    const last = (await rowOf("event.n1")).closest("tr");
    expect(last).toHaveAttribute("aria-rowindex", "251");
    expect(rowsDrawn()).toBeLessThanOrEqual(60);
    expect(screen.queryByText("event.n250")).not.toBeInTheDocument();
  });

  it("keeps the row that has the focus, however far one scrolls", async () => {
    holdDeliveries(90);
    const { user } = renderApp(dialogPath);
    const first = await rowOf("event.n90");
    await user.keyboard("j");
    expect(first).toHaveFocus();
    scrollTo(80 * 50);
    expect(await rowOf("event.n1")).toBeInTheDocument();
    expect(first).toHaveFocus();
    await user.keyboard("j");
    expect(await rowOf("event.n89")).toHaveFocus();
    await user.keyboard("k");
    expect(await rowOf("event.n90")).toHaveFocus();
  });

  it("opens a row by keyboard alone", async () => {
    holdDeliveries(3);
    const { user, router } = renderApp(dialogPath);
    await rowOf("event.n3");
    await user.keyboard("jj{Enter}");
    expect(router.state.location.pathname).toBe(`${dialogPath}/${idOf(2)}`);
    expect(await screen.findByText("Attempt 1")).toBeInTheDocument();
    expect(await rowOf("event.n2")).toHaveFocus();
  });
});

describe("what happens meanwhile", () => {
  it("is added at once where nobody could lose sight of a row", async () => {
    const hub = holdDeliveries(2);
    renderApp(dialogPath);
    await rowOf("event.n2");
    hub.add({ id: idOf(3), event: "event.n3" });
    eventStreams.tell("changed");
    expect(await rowOf("event.n3")).toBeInTheDocument();
    expect(screen.getByText("New deliveries were added.")).toBeInTheDocument();
  });

  it("waits while a row is opened, and known rows change in place", async () => {
    const hub = holdDeliveries(2);
    const { user } = renderApp(`${dialogPath}/${idOf(1)}`);
    await rowOf("event.n2");
    Object.assign(hub.all[0] as Delivery, { status: "failed" });
    hub.add({ id: idOf(4), event: "event.n4" }, { id: idOf(3), event: "event.n3" });
    eventStreams.tell("changed");
    const banner = await screen.findByRole("button", { name: "2 new" });
    const known = (await rowOf("event.n2")).closest("tr") as HTMLElement;
    expect(within(known).getByText("Failed")).toBeInTheDocument();
    expect(screen.queryByText("event.n3")).not.toBeInTheDocument();

    await user.click(banner);
    expect(await rowOf("event.n4")).toBeInTheDocument();
    expect(await rowOf("event.n3")).toBeInTheDocument();
    expect(banner).not.toBeInTheDocument();
    expect(await rowOf("event.n4")).toHaveFocus();
  });

  it("is looked for in the first page alone", async () => {
    const { asked } = holdDeliveries(150);
    const { user } = renderApp(dialogPath);
    await user.click(await screen.findByRole("button", { name: "Load more" }));
    await waitFor(() => expect(asked).toHaveLength(2));
    await waitFor(() => expect(screen.queryByText("Load more")).not.toBeInTheDocument());
    eventStreams.tell("changed");
    await waitFor(() => expect(asked).toHaveLength(3));
    expect(asked[2]?.get("cursor")).toBeNull();
  });

  it("is looked for every ten seconds while it can't be followed", async () => {
    const hub = holdDeliveries(1);
    renderApp(dialogPath);
    await rowOf("event.n1");
    hub.add({ id: idOf(2), event: "event.n2" });
    vi.useFakeTimers({ toFake: ["setInterval"] });
    try {
      eventStreams.refuse();
      act(() => vi.advanceTimersByTime(10_000));
    } finally {
      vi.useRealTimers();
    }
    expect(await rowOf("event.n2")).toBeInTheDocument();
    expect(screen.getByText(/every 10 seconds/)).toBeInTheDocument();
    expect(eventStreams.open()).toHaveLength(1);
    act(() => eventStreams.tell("open"));
    expect(screen.queryByText(/every 10 seconds/)).not.toBeInTheDocument();
  });

  it("is followed only while the modal is open", async () => {
    holdDeliveries(1);
    const { user } = renderApp(dialogPath);
    await rowOf("event.n1");
    expect(eventStreams.open()).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(eventStreams.open()).toHaveLength(0));
  });
});

describe("the filters", () => {
  it("stand in the address and are what list and export ask for", async () => {
    const { asked } = holdDeliveries(1);
    const { user, router } = renderApp(dialogPath);
    await rowOf("event.n1");
    await user.selectOptions(screen.getByLabelText("Event"), "user.created");
    await user.selectOptions(screen.getByLabelText("Time"), "Last hour");
    await user.type(screen.getByLabelText("Response code"), "503");
    await user.type(screen.getByLabelText("Delivery or event id"), "evt_01");
    await waitFor(() => expect(router.state.location.search).toContain("id=evt_01"));
    const params = new URLSearchParams(router.state.location.search);
    expect(Object.fromEntries(params)).toEqual({
      event: "user.created",
      time: "1h",
      code: "503",
      id: "evt_01",
    });
    const wanted = { event: "user.created", responseCode: "503", search: "evt_01" };
    await waitFor(() => expect(Object.fromEntries(asked.at(-1) ?? [])).toMatchObject(wanted));
    const href = screen.getByRole("link", { name: "Export CSV" }).getAttribute("href") ?? "";
    const exported = new URL(href, "http://hub");
    expect(exported.pathname).toBe("/api/organizations/webhooks/wh_1/deliveries.csv");
    expect(Object.fromEntries(exported.searchParams)).toMatchObject(wanted);
    expect(exported.searchParams.has("since")).toBe(true);

    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(router.state.location.search).toBe("");
  });

  it("take the reader's own time for a custom span", async () => {
    const { asked } = holdDeliveries(1);
    const { user } = renderApp(dialogPath);
    await user.selectOptions(await screen.findByLabelText("Time"), "Custom…");
    fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-11-24T08:30" } });
    const since = new Date("2026-11-24T08:30").toISOString();
    await waitFor(() => expect(asked.at(-1)?.get("since")).toBe(since));
    expect(screen.getByLabelText("From")).toHaveValue("2026-11-24T08:30");
  });
});

it("a member sees the deliveries and the export, but nothing to select or retry", async () => {
  hubServer.use(http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })));
  holdDeliveries(2);
  renderApp(dialogPath);
  await rowOf("event.n2");
  expect(screen.getByRole("link", { name: "Export CSV" })).toBeInTheDocument();
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Retry/ })).not.toBeInTheDocument();
});
