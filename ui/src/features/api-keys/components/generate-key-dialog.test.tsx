import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it, vi } from "vitest";
import { apiKey, listedApiKey } from "@/testing/fixtures";
import { hubServer, page, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const secret = "ihk_live_7Fk2mQ9xTb_Zb81kQ0cVt5R2mYx7LpWn3DsHg6JfUaE0d1K9q";
const path = "*/api/organizations/api-keys";

function hubGenerates() {
  const requests: { body: unknown; csrfToken: string | null }[] = [];
  hubServer.use(
    http.post(path, async ({ request }) => {
      requests.push({
        body: await request.json(),
        csrfToken: request.headers.get("X-CSRF-Token"),
      });
      return HttpResponse.json({ ...apiKey({ name: "Deploy" }), key: secret }, { status: 201 });
    }),
  );
  return requests;
}

async function generateKey() {
  const app = renderApp();
  await app.user.click(await screen.findByRole("button", { name: "Generate API key" }));
  await app.user.type(await screen.findByLabelText("Name"), "Deploy");
  const generate = screen.getByRole("button", { name: "Generate key" });
  await waitFor(() => expect(generate).toBeEnabled());
  await app.user.click(generate);
  await screen.findByDisplayValue(secret);
  return app;
}

describe("the key shown once", () => {
  it("is in neither the page, the caches, storage nor the address after closing", async () => {
    hubGenerates();
    const { user, router, queryClient } = await generateKey();
    await user.click(screen.getByRole("button", { name: "Copy key" }));
    await user.click(screen.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());

    const caches = [
      ...queryClient.getQueryCache().getAll(),
      ...queryClient.getMutationCache().getAll(),
    ].map(({ state }) => state);
    expect(document.documentElement.outerHTML).not.toContain(secret);
    expect(JSON.stringify(caches)).not.toContain(secret);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(secret);
    expect(JSON.stringify(router.state.location)).not.toContain(secret);
    expect(router.state.location.pathname).toBe(home);
  });

  it("stays until it was copied: Escape, the back button and Done do nothing before", async () => {
    hubGenerates();
    const { user, router } = await generateKey();
    expect(screen.getByRole("button", { name: "Done" })).toBeDisabled();
    expect(screen.queryByRole("button", { name: "Close" })).not.toBeInTheDocument();

    await user.keyboard("{Escape}");
    expect(screen.getByDisplayValue(secret)).toBeInTheDocument();

    await router.navigate(-1);
    expect(screen.getByDisplayValue(secret)).toBeInTheDocument();
    expect(await screen.findByText(/the key is lost/)).toBeInTheDocument();

    await user.click(screen.getByRole("button", { name: "Copy key" }));
    expect(await navigator.clipboard.readText()).toBe(secret);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("can be closed once the reader says it is stored", async () => {
    hubGenerates();
    const { user } = await generateKey();
    await user.click(screen.getByRole("checkbox", { name: "I have stored it" }));
    await user.click(screen.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("is selected, with a word about it, where the browser refuses to copy", async () => {
    hubGenerates();
    const { user } = await generateKey();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("no HTTPS"));
    await user.click(screen.getByRole("button", { name: "Copy key" }));

    const input = screen.getByDisplayValue<HTMLInputElement>(secret);
    expect(await screen.findByText(/The key is selected/)).toBeInTheDocument();
    expect(input.selectionStart).toBe(0);
    expect(input.selectionEnd).toBe(secret.length);
    expect(screen.getByRole("button", { name: "Done" })).toBeDisabled();
  });

  it("lets the list refresh only after closing", async () => {
    hubGenerates();
    const { user } = await generateKey();
    hubServer.use(
      http.get(path, () => page(listedApiKey({ id: "key_2", name: "Deploy" }), listedApiKey())),
    );
    const table = screen.getByRole("table", { name: "API keys", hidden: true });
    expect(within(table).queryByText("Deploy")).not.toBeInTheDocument();

    await user.click(screen.getByRole("button", { name: "Copy key" }));
    await user.click(screen.getByRole("button", { name: "Done" }));
    expect(await screen.findByText("Deploy")).toBeInTheDocument();
  });
});

describe("the form", () => {
  it("asks for read access and 90 days unless told otherwise, with the CSRF token", async () => {
    const requests = hubGenerates();
    await generateKey();
    expect(requests).toEqual([
      {
        csrfToken: "csrf-1",
        body: {
          name: "Deploy",
          scopes: ["recordings:read", "users:read", "analytics:read", "organization:read"],
          rateLimitPerHour: null,
          ipAllowlist: [],
          expiresIn: "90d",
        },
      },
    ]);
  });

  it("puts the hub's complaints on their fields and focuses the first", async () => {
    hubServer.use(
      http.post(path, () =>
        problem(422, "Invalid.", [
          { pointer: "/name", detail: "There is a key of that name." },
          { pointer: "/ipAllowlist/0", detail: "Too wide." },
        ]),
      ),
    );
    const { user } = renderApp(`${home}/api-keys/new`);
    const name = await screen.findByLabelText("Name");
    await user.type(name, "Deploy");
    await user.type(screen.getByLabelText(/IP allow-list/), "0.0.0.0/0");
    const generate = screen.getByRole("button", { name: "Generate key" });
    await waitFor(() => expect(generate).toBeEnabled());
    await user.click(generate);

    await waitFor(() => expect(name).toHaveAccessibleDescription(/There is a key of that name/));
    expect(name).toHaveFocus();
    expect(name).toBeInvalid();
    expect(screen.getByLabelText(/IP allow-list/)).toHaveAccessibleDescription(/Too wide/);
  });

  it("tells of a failure that belongs to no field in a toast", async () => {
    hubServer.use(http.post(path, () => problem(409, "An organization can have 1,000 keys.")));
    const { user } = renderApp(`${home}/api-keys/new`);
    await user.type(await screen.findByLabelText("Name"), "Deploy");
    const generate = screen.getByRole("button", { name: "Generate key" });
    await waitFor(() => expect(generate).toBeEnabled());
    await user.click(generate);
    expect(await screen.findByText("An organization can have 1,000 keys.")).toBeInTheDocument();
  });

  it("sends nothing while a permission is missing or a line is no address", async () => {
    const requests = hubGenerates();
    const { user } = renderApp(`${home}/api-keys/new`);
    await user.type(await screen.findByLabelText("Name"), "Deploy");
    await user.click(await screen.findByRole("radio", { name: "Custom" }));
    await user.type(screen.getByLabelText(/IP allow-list/), "nonsense");
    await user.click(screen.getByRole("button", { name: "Generate key" }));

    expect(await screen.findByText("Choose at least one permission.")).toBeInTheDocument();
    expect(screen.getByText(/Line 1: “nonsense” is not/)).toBeInTheDocument();
    expect(requests).toEqual([]);
  });

  it("offers what the catalogue has, even if that is one action that is no reading", async () => {
    hubServer.use(
      http.get("*/api/scopes", () => page({ name: "calls:place", description: "Place a call" })),
    );
    const requests = hubGenerates();
    const { user } = renderApp(`${home}/api-keys/new`);
    await user.type(await screen.findByLabelText("Name"), "Deploy");
    const presets = await screen.findByRole("radiogroup", { name: "Scopes" });
    expect(within(presets).queryByRole("radio", { name: "Read only" })).not.toBeInTheDocument();
    expect(within(presets).getByRole("radio", { name: "Custom" })).toBeChecked();

    await user.click(screen.getByRole("radio", { name: "Place" }));
    expect(screen.getByText("This key can place calls.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Generate key" }));
    await waitFor(() => expect(requests).toHaveLength(1));
    expect(requests[0]?.body).toMatchObject({ scopes: ["calls:place"] });
  });

  it("warns of a key that never expires and names the date of one that does", async () => {
    const { user } = renderApp(`${home}/api-keys/new`);
    const expires = await screen.findByLabelText("Expires");
    expect(expires).toHaveAccessibleDescription(/On \w+ \d+, \d{4}\./);
    await user.selectOptions(expires, "never");
    expect(screen.getByText(/never expires keeps working/)).toBeInTheDocument();
  });
});
