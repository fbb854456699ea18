import { screen } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { listedApiKey, session } from "@/testing/fixtures";
import { hubServer, page, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const path = "*/api/organizations/api-keys";

describe("the list of API keys", () => {
  it("offers to generate the first key when there is none", async () => {
    hubServer.use(http.get(path, () => page()));
    renderApp();
    expect(await screen.findByText("No API keys yet")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Generate API key" })).toBeInTheDocument();
  });

  it("offers to clear the filters when nothing matches", async () => {
    hubServer.use(
      http.get(path, ({ request }) =>
        new URL(request.url).searchParams.get("search") ? page() : page(listedApiKey()),
      ),
    );
    const { user, router } = renderApp(`${home}?search=zzz&status=active`);
    expect(await screen.findByText("No API key matches")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(await screen.findByText("CI")).toBeInTheDocument();
    expect(router.state.location.search).toBe("");
  });

  it("says what failed, in place, and tries again when asked", async () => {
    hubServer.use(http.get(path, () => problem(503, "The database can’t be reached.")));
    const { user } = renderApp();
    expect(await screen.findByText("The database can’t be reached.")).toBeInTheDocument();
    expect(screen.queryByText("No API keys yet")).not.toBeInTheDocument();

    hubServer.use(http.get(path, () => page(listedApiKey())));
    await user.click(screen.getByRole("button", { name: "Retry" }));
    expect(await screen.findByText("CI")).toBeInTheDocument();
  });

  it("keeps search and status in the address and asks the hub for them", async () => {
    const asked: string[] = [];
    hubServer.use(
      http.get(path, ({ request }) => {
        asked.push(new URL(request.url).search);
        return page(listedApiKey());
      }),
    );
    const { user, router } = renderApp();
    await user.selectOptions(await screen.findByLabelText("Status"), "revoked");
    await user.type(screen.getByLabelText("Search API keys"), "ci");
    await expect.poll(() => router.state.location.search).toBe("?status=revoked&search=ci");
    await expect.poll(() => asked.at(-1)).toBe("?status=revoked&search=ci");
  });

  it("adds the next page below the first", async () => {
    hubServer.use(
      http.get(path, ({ request }) =>
        new URL(request.url).searchParams.get("cursor") === "c1"
          ? page(listedApiKey({ id: "key_2", name: "Second" }))
          : HttpResponse.json({ data: [listedApiKey({ name: "First" })], nextCursor: "c1" }),
      ),
    );
    const { user } = renderApp();
    await user.click(await screen.findByRole("button", { name: "Load more" }));
    expect(await screen.findByText("Second")).toBeInTheDocument();
    expect(screen.getByText("First")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Load more" })).not.toBeInTheDocument();
  });
});

describe("a member", () => {
  const asMember = () =>
    hubServer.use(
      http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })),
    );

  it("sees the keys but nothing that would change them", async () => {
    asMember();
    renderApp();
    expect(await screen.findByText("CI")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Generate API key" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Actions/ })).not.toBeInTheDocument();
  });

  it("who opens the link to a changing dialog lands on the list", async () => {
    asMember();
    const { router } = renderApp(`${home}/api-keys/new`);
    expect(await screen.findByText("CI")).toBeInTheDocument();
    expect(router.state.location.pathname).toBe(home);
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});
