import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { session, webhook } from "@/testing/fixtures";
import { hubServer, page, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const list = "*/api/organizations/webhooks";
const tab = `${home}?tab=webhooks`;

const gone = webhook({
  enabled: false,
  status: "disabled",
  statusReason: "The receiver answered 410 Gone, so the hub disabled the webhook.",
  disabled: { at: "2026-11-23T12:00:00Z", by: "hub", reason: "gone" },
});

/** A hub that has the webhook and changes it. */
function hubHas(first = webhook()) {
  let current = first;
  const changes: unknown[] = [];
  hubServer.use(
    http.get(list, () => page(current)),
    http.get(`${list}/:id`, () => HttpResponse.json(current)),
    http.patch(`${list}/:id`, async ({ request }) => {
      const { enabled } = (await request.json()) as { enabled: boolean };
      changes.push({ enabled });
      current = webhook(enabled ? {} : { ...gone, statusReason: "Disabled by Ana Kovač." });
      return HttpResponse.json(current);
    }),
  );
  return changes;
}

async function openMenu() {
  const app = renderApp(tab);
  await app.user.click(await screen.findByRole("button", { name: "Actions for Billing" }));
  await screen.findByRole("menu");
  return app;
}

describe("the actions of a webhook", () => {
  it("are all there for an owner", async () => {
    await openMenu();
    const items = screen.getAllByRole("menuitem").map(({ textContent }) => textContent?.trim());
    expect(items).toEqual([
      "Edit…",
      "Test…",
      "View deliveries",
      "Disable",
      "Recover missed events…",
      "Delete…",
    ]);
  });

  it("are one for a member", async () => {
    hubServer.use(
      http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })),
    );
    await openMenu();
    const items = screen.getAllByRole("menuitem").map(({ textContent }) => textContent?.trim());
    expect(items).toEqual(["View deliveries"]);
  });

  it.each(["edit", "test"])("lead to %s, and the focus comes back", async (modal) => {
    const { user, router } = await openMenu();
    await user.click(screen.getByRole("menuitem", { name: new RegExp(modal, "i") }));
    expect(router.state.location.pathname).toBe(`${home}/webhooks/wh_1/${modal}`);
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Actions for Billing" })).toHaveFocus(),
    );
  });

  it("disable it and tell what that means", async () => {
    const changes = hubHas();
    const { user } = await openMenu();
    await user.click(screen.getByRole("menuitem", { name: "Disable" }));
    expect(
      await screen.findByText("“Billing” is disabled. New events are kept until it is enabled."),
    ).toBeInTheDocument();
    expect(changes).toEqual([{ enabled: false }]);
    expect(await screen.findByText("Disabled")).toBeInTheDocument();
  });

  it("show at once what the hub will do, and take it back if the hub refuses", async () => {
    let refuse = () => {};
    const asked = new Promise<void>((resolve) => {
      refuse = resolve;
    });
    hubServer.use(
      http.patch(`${list}/:id`, async () => {
        await asked;
        return problem(503, "The database can’t be reached.");
      }),
    );
    const { user } = await openMenu();
    await user.click(screen.getByRole("menuitem", { name: "Disable" }));
    expect(await screen.findByText("Disabled")).toBeInTheDocument();
    refuse();
    expect(await screen.findByText("The database can’t be reached.")).toBeInTheDocument();
    expect(await screen.findByText("Healthy")).toBeInTheDocument();
  });
});

describe("an ordered webhook", () => {
  it("says which delivery holds the others up, and leads to it", async () => {
    const deliveryId = "dlv_01h455vb4pex5vsknk084sn02q";
    const blockedBy = { deliveryId, since: "2026-11-24T12:00:00Z" };
    hubHas(webhook({ ordered: true, blockedBy }));
    renderApp(tab);
    const row = await screen.findByRole("row", { name: /Billing/ });
    expect(row).toHaveTextContent("Delivery …4sn02q failed and holds the others up");
    expect(within(row).getByRole("link", { name: "Delivery …4sn02q" })).toHaveAttribute(
      "href",
      `${home}/webhooks/wh_1/deliveries/${deliveryId}?tab=webhooks`,
    );
  });
});

describe("a webhook that the hub disabled", () => {
  it("says so in the list and can be enabled there", async () => {
    const changes = hubHas(gone);
    const { user } = renderApp(tab);
    const row = await screen.findByRole("row", { name: /Billing/ });
    expect(within(row).getByText(/by the hub,/)).toBeInTheDocument();
    await user.click(within(row).getByRole("button", { name: "Re-enable Billing" }));
    expect(await screen.findByText("“Billing” is enabled.")).toBeInTheDocument();
    expect(changes).toEqual([{ enabled: true }]);
    expect(await screen.findByText("Healthy")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Recover what was missed" }));
    expect(
      await screen.findByRole("dialog", { name: "Recover what was missed" }),
    ).toBeInTheDocument();
  });

  it("says who, why and when where its deliveries are", async () => {
    hubHas(gone);
    hubServer.use(
      http.get(`${list}/:id/deliveries`, () =>
        HttpResponse.json({
          data: [],
          nextCursor: null,
          stats: { succeeded: 0, failed: 0, pending: 0 },
        }),
      ),
    );
    const { user } = renderApp(`${home}/webhooks/wh_1/deliveries`);
    const dialog = await screen.findByRole("dialog");
    expect(
      await within(dialog).findByText(/410 Gone, so the hub disabled the webhook/),
    ).toBeInTheDocument();
    await user.click(within(dialog).getByRole("button", { name: "Re-enable" }));
    await waitFor(() =>
      expect(within(dialog).queryByRole("button", { name: "Re-enable" })).not.toBeInTheDocument(),
    );
  });
});
