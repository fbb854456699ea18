import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { webhook } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const path = "*/api/organizations/webhooks/:id/recover";

async function openDialog() {
  const app = renderApp(`${home}/webhooks/wh_1/recover`);
  const recover = await screen.findByRole("button", { name: "Recover" });
  return { ...app, recover };
}

it("asks until nothing is left, and adds up what there was", async () => {
  const parts = [
    { count: 10_000, more: true },
    { count: 2_345, more: false },
  ];
  hubServer.use(http.post(path, () => HttpResponse.json(parts.shift(), { status: 202 })));
  const { user, recover } = await openDialog();
  await user.click(recover);
  expect(await screen.findByText("12,345 deliveries are on the way.")).toBeInTheDocument();
  expect(parts).toEqual([]);
  expect(screen.queryByRole("button", { name: "Recover" })).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "View deliveries" })).toBeInTheDocument();
});

it("tells how far it is, and stops when asked to", async () => {
  const waiting: (() => void)[] = [];
  hubServer.use(
    http.post(path, async () => {
      if (waiting.length > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      waiting.push(() => undefined);
      return HttpResponse.json({ count: 10_000, more: true }, { status: 202 });
    }),
  );
  const { user, recover } = await openDialog();
  await user.click(recover);
  expect(await screen.findByText("10,000 deliveries so far…")).toBeInTheDocument();
  await waitFor(() => expect(waiting).toHaveLength(2));
  await user.click(screen.getByRole("button", { name: "Stop" }));
  for (const release of waiting) release();
  expect(await screen.findByText("20,000 deliveries are on the way.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Go on" })).toBeInTheDocument();
});

it("says what it did before the hub refused", async () => {
  let first = true;
  hubServer.use(
    http.post(path, () => {
      if (!first) return problem(503, "The database can’t be reached.");
      first = false;
      return HttpResponse.json({ count: 10_000, more: true }, { status: 202 });
    }),
  );
  const { user, recover } = await openDialog();
  await user.click(recover);
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "10,000 deliveries are on their way, but not all of them.The database can’t be reached.",
  );
});

it("says that a webhook that was never disabled has missed nothing", async () => {
  hubServer.use(http.post(path, () => problem(400, "Say since when.")));
  const { user, recover } = await openDialog();
  await user.click(recover);
  expect(await screen.findByText(/It was never disabled/)).toBeInTheDocument();
});

it("offers to enable a disabled webhook first", async () => {
  hubServer.use(
    http.get("*/api/organizations/webhooks/:id", () =>
      HttpResponse.json(
        webhook({
          enabled: false,
          status: "disabled",
          statusReason: "Disabled by Ana Kovač.",
          disabled: { at: "2026-11-23T12:00:00Z", by: "Ana Kovač", reason: "manual" },
        }),
      ),
    ),
  );
  renderApp(`${home}/webhooks/wh_1/recover`);
  expect(await screen.findByRole("button", { name: "Re-enable" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Recover" })).not.toBeInTheDocument();
});
