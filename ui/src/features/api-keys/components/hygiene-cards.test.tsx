import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { apiKey, hygiene, listedApiKey } from "@/testing/fixtures";
import { hubServer, page, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const path = "*/api/organizations/api-keys";

/** A hub whose answer to each question for the list is noted. */
function hubLists(...keys: ReturnType<typeof listedApiKey>[]) {
  const asked: string[] = [];
  hubServer.use(
    http.get(path, ({ request }) => {
      asked.push(new URL(request.url).search);
      return page(...keys);
    }),
  );
  return asked;
}

const card = (name: RegExp) => screen.findByRole("button", { name });

describe("the hygiene cards", () => {
  it("count the keys that want a look, those without any too", async () => {
    hubServer.use(
      http.get(`${path}/hygiene`, () => HttpResponse.json({ ...hygiene, expiring: 1_204 })),
    );
    renderApp();
    expect(await card(/Expiring in 7 days 1,204/)).toBeInTheDocument();
    expect(await card(/Failed attempts 0/)).toBeInTheDocument();
    const cards = within(screen.getByRole("group", { name: "Keys that want a look" }));
    expect(cards.getAllByRole("button")).toHaveLength(4);
  });

  it("list those keys when pressed, beside the other filters, and all when pressed again", async () => {
    const asked = hubLists(listedApiKey());
    const { user, router } = renderApp(`${home}?search=ci`);
    const expiring = await card(/Expiring/);
    expect(expiring).toHaveAttribute("aria-pressed", "false");

    await user.click(expiring);
    await waitFor(() => expect(asked.at(-1)).toBe("?status=all&search=ci&hygiene=expiring"));
    expect(router.state.location.search).toBe("?search=ci&hygiene=expiring");
    expect(expiring).toHaveAttribute("aria-pressed", "true");

    await user.click(expiring);
    expect(router.state.location.search).toBe("?search=ci");
    expect(expiring).toHaveAttribute("aria-pressed", "false");
  });

  it("give way to each other, and all filters to Clear filters", async () => {
    hubLists(listedApiKey());
    const { user, router } = renderApp(`${home}?hygiene=idle`);
    expect(await card(/Idle/)).toHaveAttribute("aria-pressed", "true");
    await user.click(await card(/Never expires/));
    expect(await card(/Idle/)).toHaveAttribute("aria-pressed", "false");

    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(router.state.location.search).toBe("");
    expect(screen.queryByRole("button", { name: "Clear filters" })).not.toBeInTheDocument();
  });

  it("ignore a reason that the address makes up", async () => {
    const asked = hubLists(listedApiKey());
    renderApp(`${home}?hygiene=bored`);
    await screen.findByText("CI");
    expect(asked).toEqual(["?status=all"]);
  });

  it("are absent where there is no key to look at", async () => {
    hubLists();
    renderApp();
    await screen.findByText("No API keys yet");
    expect(screen.queryByText("Never expires")).not.toBeInTheDocument();
  });

  it("say in place that counting failed, and leave the list alone", async () => {
    hubServer.use(
      http.get(`${path}/hygiene`, () => problem(503, "The database can’t be reached.")),
    );
    const { user } = renderApp();
    expect(await screen.findByText("The database can’t be reached.")).toBeInTheDocument();
    expect(await screen.findByText("CI")).toBeInTheDocument();

    hubServer.use(http.get(`${path}/hygiene`, () => HttpResponse.json(hygiene)));
    await user.click(screen.getByRole("button", { name: "Retry" }));
    expect(await card(/Never expires 1/)).toBeInTheDocument();
  });

  it("count anew after a change", async () => {
    let idle = 1;
    hubServer.use(
      http.get(`${path}/hygiene`, () => HttpResponse.json({ ...hygiene, idle })),
      http.patch(`${path}/:id`, () => {
        idle = 0;
        return HttpResponse.json(apiKey({ status: "disabled" }));
      }),
    );
    const { user } = renderApp();
    await card(/Idle for 90\+ days 1/);
    await user.click(await screen.findByRole("button", { name: "Actions for CI" }));
    await user.click(await screen.findByRole("menuitem", { name: "Disable" }));
    expect(await card(/Idle for 90\+ days 0/)).toBeInTheDocument();
  });
});
