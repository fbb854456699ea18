import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { apiKey, session } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const secret = "ihk_live_8Gm3nR0yUc_Zb81kQ0cVt5R2mYx7LpWn3DsHg6JfUaE0d1K9q";
const keyPath = "*/api/organizations/api-keys/:id";
const detail = `${home}/api-keys/key_1`;
const rotate = `${detail}/rotate`;

function hubRotates() {
  const requests: unknown[] = [];
  hubServer.use(
    http.post(`${keyPath}/rotate`, async ({ request }) => {
      requests.push(await request.json());
      return HttpResponse.json({ ...apiKey({ id: "key_2" }), key: secret }, { status: 201 });
    }),
  );
  return requests;
}

describe("rotating a key", () => {
  it("says what the overlap means, then shows the new key once and leaves no trace", async () => {
    const requests = hubRotates();
    const { user, router, queryClient } = renderApp(detail);
    await user.click(await screen.findByRole("button", { name: "Rotate…" }));
    expect(await screen.findByText(/Both keys work until/)).toBeInTheDocument();
    expect(screen.getByRole("radio", { name: "24 h" })).toBeChecked();
    await user.click(screen.getByRole("radio", { name: "None" }));
    expect(screen.getByText(/The old key is refused at once/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Rotate key" }));

    await screen.findByDisplayValue(secret);
    expect(screen.getByText(/The old key is refused from now on/)).toBeInTheDocument();
    expect(requests).toEqual([{ overlap: "0" }]);
    expect(screen.getByRole("button", { name: "Done" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Copy key" }));
    await user.click(screen.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(detail));

    const caches = [
      ...queryClient.getQueryCache().getAll(),
      ...queryClient.getMutationCache().getAll(),
    ].map(({ state }) => state);
    expect(document.documentElement.outerHTML).not.toContain(secret);
    expect(JSON.stringify(caches)).not.toContain(secret);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(secret);
    expect(JSON.stringify(router.state.location)).not.toContain(secret);
    await waitFor(() => expect(screen.getByRole("button", { name: "Rotate…" })).toHaveFocus());
  });

  it("tells in place why the hub refused", async () => {
    hubServer.use(
      http.post(`${keyPath}/rotate`, () => problem(409, "The key was replaced a moment ago.")),
    );
    const { user } = renderApp(rotate);
    await user.click(await screen.findByRole("button", { name: "Rotate key" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The key was not rotated.The key was replaced a moment ago.",
    );
  });

  it.each([
    [{ status: "revoked" as const }, /is revoked/],
    [{ status: "expired" as const }, /has expired/],
    [{ status: "disabled" as const }, /enable it first/],
    [{ replacedBy: "key_2" }, /was rotated already/],
  ])("isn't offered for a key with %j, in words", async (different, words) => {
    hubServer.use(http.get(keyPath, () => HttpResponse.json(apiKey(different))));
    renderApp(rotate);
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Rotate key" })).not.toBeInTheDocument();
  });

  it("is not for members: its link leads to the list", async () => {
    hubServer.use(
      http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })),
    );
    const { router } = renderApp(rotate);
    await screen.findByRole("table", { name: "API keys" });
    expect(router.state.location.pathname).toBe(home);
  });
});
