import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { apiKey, listedApiKey } from "@/testing/fixtures";
import { hubServer, page, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const path = "*/api/organizations/api-keys";
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

function hubLists(key: ReturnType<typeof listedApiKey>) {
  hubServer.use(http.get(path, () => page(key)));
}

async function openActions(user: ReturnType<typeof renderApp>["user"]) {
  await user.click(await screen.findByRole("button", { name: "Actions for CI" }));
  const items = await screen.findAllByRole("menuitem");
  return items.map(({ textContent }) => textContent?.trim());
}

describe("a row of the list", () => {
  it("tells the week's calls to whoever can't see the bars", async () => {
    hubLists(listedApiKey({ callsLast7Days: [0, 3, 0, 0, 0, 1, 1_200] }));
    renderApp();
    expect(
      await screen.findByRole("img", {
        name: "1,204 calls in the last 7 days; by day, today last: 0, 3, 0, 0, 0, 1, 1,200",
      }),
    ).toBeInTheDocument();
  });

  it("marks a leaked key", async () => {
    hubLists(listedApiKey({ status: "disabled", leakedAt: "2026-11-20T10:00:00Z" }));
    renderApp();
    expect(await screen.findByText("Leaked")).toBeInTheDocument();
  });

  it("says of a replaced key until when it still works", async () => {
    hubLists(listedApiKey({ replacedBy: "key_2", expiresAt: inMinutes(50.5) }));
    renderApp();
    expect(await screen.findByText("Replaced")).toBeInTheDocument();
    expect(screen.getByText(/Refused/)).toHaveTextContent("Refused in 50 minutes");
  });

  it("says of a key that nobody used that it was never used", async () => {
    renderApp();
    expect(await screen.findByText("Never used")).toBeInTheDocument();
  });

  it("opens the details by its name, which gets the focus back", async () => {
    const { user, router } = renderApp(`${home}?status=active`);
    await user.click(await screen.findByRole("link", { name: "CI" }));
    expect(router.state.location.pathname).toBe(`${home}/api-keys/key_1`);
    expect(router.state.location.search).toBe("?status=active");
    await screen.findByRole("dialog");

    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("link", { name: "CI" })).toHaveFocus());
  });
});

describe("the actions of a key", () => {
  it.each([
    [{ status: "active" }, ["View details", "Rotate…", "Disable", "Revoke…"]],
    [{ status: "active", replacedBy: "key_2" }, ["View details", "Disable", "Revoke…"]],
    [{ status: "disabled" }, ["View details", "Enable", "Revoke…"]],
    [{ status: "expired" }, ["View details", "Revoke…"]],
    [{ status: "revoked" }, ["View details"]],
  ] as const)("are those that it can undergo: %o", async (different, expected) => {
    hubLists(listedApiKey(different));
    const { user } = renderApp();
    expect(await openActions(user)).toEqual(expected);
  });

  it.each([
    ["active", "Disable", { enabled: false }, /“CI” is disabled\. Calls with it are refused/],
    ["disabled", "Enable", { enabled: true }, "“CI” is enabled."],
  ] as const)("change an %s key with one click: %s", async (status, item, body, told) => {
    const changed = status === "active" ? "disabled" : "active";
    const requests: unknown[] = [];
    hubLists(listedApiKey({ status }));
    hubServer.use(
      http.patch(`${path}/:id`, async ({ request }) => {
        requests.push(await request.json());
        hubLists(listedApiKey({ status: changed }));
        return HttpResponse.json(apiKey({ status: changed }));
      }),
    );
    const { user } = renderApp();
    await openActions(user);
    await user.click(screen.getByRole("menuitem", { name: item }));
    expect(await screen.findByText(told)).toBeInTheDocument();
    expect(requests).toEqual([body]);
    const word = changed === "active" ? "Active" : "Disabled";
    expect(await screen.findByText(word, { selector: "td *" })).toBeInTheDocument();
  });

  it("leave the row as it was when the hub refuses", async () => {
    hubServer.use(http.patch(`${path}/:id`, () => problem(409, "The key is revoked.")));
    const { user } = renderApp();
    await openActions(user);
    await user.click(screen.getByRole("menuitem", { name: "Disable" }));
    expect(await screen.findByText("The key is revoked.")).toBeInTheDocument();
    expect(screen.getByText("Active", { selector: "td *" })).toBeInTheDocument();
  });

  it("tell of a change whose row the filter has taken away since", async () => {
    hubServer.use(
      http.patch(`${path}/:id`, () => {
        hubServer.use(http.get(path, () => page()));
        return HttpResponse.json(apiKey({ status: "disabled" }));
      }),
    );
    const { user } = renderApp(`${home}?status=active`);
    await openActions(user);
    await user.click(screen.getByRole("menuitem", { name: "Disable" }));
    expect(await screen.findByText("No API key matches")).toBeInTheDocument();
    expect(await screen.findByText(/“CI” is disabled/)).toBeInTheDocument();
  });
});
