import { screen, waitFor } from "@testing-library/react";
import { delay, HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { apiKey, scopes } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const keyPath = "*/api/organizations/api-keys/:id";
const detail = `${home}/api-keys/key_1`;

/** A hub that takes every change; returns the changes it was asked for. */
function hubChanges(initial: Parameters<typeof apiKey>[0] = {}) {
  let key = apiKey(initial);
  const changes: unknown[] = [];
  hubServer.use(
    http.get(keyPath, () => HttpResponse.json(key)),
    http.patch(keyPath, async ({ request }) => {
      const change = (await request.json()) as Partial<typeof key> & { enabled?: boolean };
      changes.push(change);
      const { enabled, ...settings } = change;
      const status = enabled === undefined ? key.status : enabled ? "active" : "disabled";
      key = { ...key, ...settings, status };
      return HttpResponse.json(key);
    }),
  );
  return changes;
}

describe("editing in place", () => {
  it("renames the key, and gives the focus back", async () => {
    const changes = hubChanges();
    const { user } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Edit name" }));
    const name = await screen.findByLabelText("Name");
    expect(name).toHaveFocus();
    await user.clear(name);
    await user.type(name, "Deploy{Enter}");

    expect(await screen.findByRole("dialog", { name: "Deploy" })).toBeInTheDocument();
    expect(changes).toEqual([{ name: "Deploy" }]);
    expect(screen.getByRole("button", { name: "Edit name" })).toHaveFocus();
  });

  it("takes a limit away and sets one", async () => {
    const changes = hubChanges({ rateLimitPerHour: 1000 });
    const { user } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Edit rate limit" }));
    await user.clear(await screen.findByLabelText(/Rate limit/));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("No limit")).toBeInTheDocument();
    expect(changes).toEqual([{ rateLimitPerHour: null }]);
  });

  it("begins with what was granted, and asks for the scopes that are chosen", async () => {
    const changes = hubChanges({ scopes: ["recordings:read"] });
    const { user } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Edit scopes" }));
    expect(await screen.findByRole("radio", { name: "Custom" })).toBeChecked();
    await user.click(screen.getByRole("radio", { name: "All" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(changes).toEqual([
        {
          scopes: [
            "recordings:read",
            "recordings:write",
            "users:read",
            "users:write",
            "analytics:read",
            "analytics:write",
            "organization:read",
            "organization:write",
          ],
        },
      ]),
    );
  });

  it("leaves the focus where one is typing when a form that had to wait appears", async () => {
    hubChanges();
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    hubServer.use(
      http.get("*/api/scopes", async () => {
        await answered;
        return HttpResponse.json({ data: scopes, nextCursor: null });
      }),
    );
    const { user } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Edit scopes" }));
    await user.click(screen.getByRole("button", { name: "Edit IP allow-list" }));
    const addresses = await screen.findByRole("textbox", { name: /IP allow-list/ });
    await waitFor(() => expect(addresses).toHaveFocus());

    answer();
    await screen.findByRole("radio", { name: "All" });
    await user.keyboard("203.0.113.7");
    // The form library moves the focus in a task of its own.
    await new Promise((done) => setTimeout(done));
    expect(addresses).toHaveFocus();
    expect(addresses).toHaveValue("203.0.113.7");
  });

  it("sends nothing while a line is no address, and gives up on Escape without closing", async () => {
    const changes = hubChanges({ ipAllowlist: ["203.0.113.0/24"] });
    const { user, router } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Edit IP allow-list" }));
    const list = await screen.findByLabelText(/IP allow-list/);
    expect(list).toHaveValue("203.0.113.0/24");
    await user.type(list, "\nnonsense");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/Line 2: “nonsense” is not/)).toBeInTheDocument();
    expect(list).toHaveFocus();

    await user.keyboard("{Escape}");
    expect(list).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Edit IP allow-list" })).toHaveFocus();
    expect(router.state.location.pathname).toBe(detail);
    expect(changes).toEqual([]);
  });

  it("stays open with the hub's complaint on the field", async () => {
    hubServer.use(
      http.patch(keyPath, () =>
        problem(400, "Invalid.", [{ pointer: "/ipAllowlist/0", detail: "is too wide" }]),
      ),
    );
    const { user } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Edit IP allow-list" }));
    const list = await screen.findByLabelText(/IP allow-list/);
    await user.type(list, "0.0.0.0/0");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(list).toHaveAccessibleDescription(/Is too wide\./));
    expect(list).toHaveFocus();
  });

  it("tells of a refusal that belongs to no field in a toast", async () => {
    hubServer.use(http.patch(keyPath, () => problem(409, "The key is revoked.")));
    const { user } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Edit name" }));
    await user.type(await screen.findByLabelText("Name"), "2{Enter}");
    expect(await screen.findByText("The key is revoked.")).toBeInTheDocument();
    expect(screen.getByLabelText("Name")).toHaveValue("CI2");
  });
});

describe("the switch", () => {
  it("disables and enables the key", async () => {
    const changes = hubChanges();
    const { user } = renderApp(detail);
    await user.click(await screen.findByRole("switch", { name: "Enabled" }));
    expect(
      await screen.findByText("Disabled", { selector: "[data-slot=badge]" }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole("switch", { name: "Enabled" }));
    await waitFor(() => expect(changes).toEqual([{ enabled: false }, { enabled: true }]));
  });

  it("shows at once what was asked for, and falls back when the hub refuses", async () => {
    hubServer.use(
      http.patch(keyPath, async () => {
        await delay(150);
        return problem(503, "The database can’t be reached.");
      }),
    );
    const { user } = renderApp(detail);
    const enabled = await screen.findByRole("switch", { name: "Enabled" });
    expect(enabled).toBeChecked();
    await user.click(enabled);
    expect(enabled).not.toBeChecked();
    expect(await screen.findByText("The database can’t be reached.")).toBeInTheDocument();
    expect(enabled).toBeChecked();
  });
});
