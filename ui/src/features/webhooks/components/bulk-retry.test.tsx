import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import type { components } from "@/generated/schema";
import { delivery } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

type Progress = components["schemas"]["BulkRetryProgress"];

const webhook = "*/api/organizations/webhooks/:id";
const dialogPath = `${home}/webhooks/wh_1/deliveries`;

/** A hub with two failed deliveries that notes what it was asked to retry. */
function failedDeliveries(progress: Partial<Progress> = {}) {
  const started: unknown[] = [];
  const cancelled: string[] = [];
  const retry: Progress = {
    id: "rty_1",
    status: "running",
    count: 212,
    retried: 100,
    skipped: 2,
    createdAt: "2026-11-24T12:00:00Z",
    endedAt: null,
    ...progress,
  };
  hubServer.use(
    http.get(`${webhook}/deliveries`, () =>
      HttpResponse.json({
        data: ["dlv_2", "dlv_1"].map((id) =>
          delivery({ id, status: "failed", event: `event.${id}` }),
        ),
        nextCursor: null,
        stats: { succeeded: 0, failed: 212, pending: 0 },
      }),
    ),
    http.post(`${webhook}/deliveries/retry`, async ({ request }) => {
      const { preview, ...which } = (await request.json()) as { preview: boolean; ids?: string[] };
      const count = which.ids?.length ?? 212;
      if (preview) return HttpResponse.json({ count });
      started.push(which);
      return HttpResponse.json({ id: "rty_1", count }, { status: 202 });
    }),
    http.get(`${webhook}/retries/rty_1`, () => HttpResponse.json(retry)),
    http.delete(`${webhook}/retries/rty_1`, ({ request }) => {
      cancelled.push(request.url);
      Object.assign(retry, { status: "cancelled", endedAt: "2026-11-24T12:01:00Z" });
      return HttpResponse.json(retry);
    }),
  );
  return { started, cancelled };
}

it("says how many failed deliveries it is about, starts, shows how far it is and cancels", async () => {
  const { started, cancelled } = failedDeliveries();
  const { user } = renderApp(`${dialogPath}?code=503&event=user.created`);
  await user.click(await screen.findByRole("button", { name: "Retry 212 failed" }));
  expect(await screen.findByText(/212 deliveries that failed will be sent/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Start retry" }));
  expect(await screen.findByText("Retrying 212")).toBeInTheDocument();
  expect(started).toEqual([{ status: "failure", event: "user.created", responseCode: 503 }]);
  expect(screen.getByText(/100 of 212 sent, 2 skipped/)).toBeInTheDocument();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "102");

  await user.click(screen.getByRole("button", { name: "Cancel retry" }));
  expect(await screen.findByText("Retry cancelled")).toBeInTheDocument();
  expect(cancelled).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("Retry cancelled")).not.toBeInTheDocument();
});

it("retries exactly the selected", async () => {
  const { started } = failedDeliveries();
  const { user } = renderApp(dialogPath);
  await user.click(await screen.findByRole("checkbox", { name: /Select event.dlv_1/ }));
  expect(screen.getByText("1 selected")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Retry selected" }));
  expect(await screen.findByText("Retry 1 delivery?")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Start retry" }));
  await waitFor(() => expect(started).toEqual([{ ids: ["dlv_1"] }]));
  expect(await screen.findByText("Select all loaded")).toBeInTheDocument();
});

it("selects all loaded, and none again", async () => {
  failedDeliveries();
  const { user } = renderApp(dialogPath);
  const all = await screen.findByRole("checkbox", { name: "Select all loaded" });
  await user.click(all);
  expect(screen.getByText("2 selected")).toBeInTheDocument();
  await user.click(all);
  expect(screen.getByText("Select all loaded")).toBeInTheDocument();
});

it("updates the rows once it has ended", async () => {
  failedDeliveries();
  localStorage.setItem("bulk-retry:wh_1", "rty_1");
  const { user } = renderApp(dialogPath);
  expect(await screen.findAllByText("Failed", { selector: "[data-slot=badge]" })).toHaveLength(2);
  hubServer.use(
    http.get(`${webhook}/deliveries`, () =>
      HttpResponse.json({
        data: ["dlv_2", "dlv_1"].map((id) => delivery({ id })),
        nextCursor: null,
        stats: { succeeded: 2, failed: 0, pending: 0 },
      }),
    ),
  );
  await user.click(await screen.findByRole("button", { name: "Cancel retry" }));
  await waitFor(() =>
    expect(screen.getAllByText("Succeeded", { selector: "[data-slot=badge]" })).toHaveLength(2),
  );
});

it("is forgotten when the hub knows it no more", async () => {
  failedDeliveries();
  localStorage.setItem("bulk-retry:wh_1", "rty_0");
  hubServer.use(
    http.get(`${webhook}/retries/rty_0`, () => problem(404, "There is no such retry.")),
  );
  renderApp(dialogPath);
  await waitFor(() => expect(localStorage.getItem("bulk-retry:wh_1")).toBeNull());
});

it("is found again by who comes back", async () => {
  localStorage.setItem("bulk-retry:wh_1", "rty_1");
  failedDeliveries({ status: "done", retried: 212, skipped: 0 });
  renderApp(dialogPath);
  expect(await screen.findByText("Retry finished")).toBeInTheDocument();
});

it("says why it can't be started", async () => {
  failedDeliveries();
  hubServer.use(
    http.post(`${webhook}/deliveries/retry`, async ({ request }) => {
      const { preview } = (await request.json()) as { preview: boolean };
      return preview
        ? HttpResponse.json({ count: 212 })
        : problem(409, "The webhook is disabled: enable it first.");
    }),
  );
  const { user } = renderApp(dialogPath);
  await user.click(await screen.findByRole("button", { name: "Retry 212 failed" }));
  await user.click(await screen.findByRole("button", { name: "Start retry" }));
  expect(await screen.findByText("The webhook is disabled: enable it first.")).toBeInTheDocument();
});

it("isn't offered for what the hub can't retry by filters: a search, or other outcomes", async () => {
  failedDeliveries();
  const { user } = renderApp(`${dialogPath}?id=dlv_`);
  await screen.findByRole("checkbox", { name: "Select all loaded" });
  expect(screen.queryByRole("button", { name: /failed/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(await screen.findByRole("button", { name: "Retry 212 failed" })).toBeInTheDocument();
  await user.click(screen.getByRole("radio", { name: "Pending" }));
  await waitFor(() =>
    expect(screen.queryByRole("button", { name: /failed/ })).not.toBeInTheDocument(),
  );
});
