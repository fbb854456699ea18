import { screen, waitFor } from "@testing-library/react";
import { http } from "msw";
import { afterEach, describe, expect, it } from "vitest";
import { chooseShortcuts } from "@/lib/shortcuts";
import { listedApiKey } from "@/testing/fixtures";
import { hubServer, page } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

afterEach(() => chooseShortcuts(true));

async function twoKeys() {
  hubServer.use(
    http.get("*/api/organizations/api-keys", () =>
      page(listedApiKey({ name: "First" }), listedApiKey({ id: "key_2", name: "Second" })),
    ),
  );
  const app = renderApp();
  await screen.findByText("Second");
  return app;
}

const row = (name: string) => screen.getByRole("row", { name: new RegExp(name) });

describe("in a list", () => {
  it("j and k go from row to row and stay within", async () => {
    const { user } = await twoKeys();
    await user.keyboard("j");
    expect(row("First")).toHaveFocus();
    await user.keyboard("jj");
    expect(row("Second")).toHaveFocus();
    await user.keyboard("k");
    expect(row("First")).toHaveFocus();
  });

  it("j goes on from whatever has the focus within a row", async () => {
    const { user } = await twoKeys();
    screen.getByRole("link", { name: "First" }).focus();
    await user.keyboard("j");
    expect(row("Second")).toHaveFocus();
  });

  it("Enter opens the row, which gets the focus back", async () => {
    const { user, router } = await twoKeys();
    await user.keyboard("jj{Enter}");
    expect(router.state.location.pathname).toBe(`${home}/api-keys/key_2`);
    await screen.findByRole("dialog");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(row("Second")).toHaveFocus());
  });

  it("/ leads to the search, where letters are letters again", async () => {
    const { user } = await twoKeys();
    await user.keyboard("/");
    const search = screen.getByLabelText("Search API keys");
    expect(search).toHaveFocus();
    await user.keyboard("j?/");
    expect(search).toHaveValue("j?/");
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  it("webhooks have them as well: Enter shows the deliveries", async () => {
    const { user, router } = renderApp(`${home}?tab=webhooks`);
    await screen.findByText("Billing");
    await user.keyboard("j{Enter}");
    expect(router.state.location.pathname).toBe(`${home}/webhooks/wh_1/deliveries`);
  });
});

describe("? shows the shortcuts", () => {
  it("over the tab that is open, and gives the focus back", async () => {
    const { user, router } = await twoKeys();
    await user.keyboard("j?");
    expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeInTheDocument();
    expect(router.state.location.pathname).toBe(`${home}/shortcuts`);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(row("First")).toHaveFocus());
    expect(router.state.location.pathname).toBe(home);
  });

  it("but not over another modal, nor do the others reach below it", async () => {
    const { user, router } = await twoKeys();
    await user.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    await user.keyboard("?j/");
    expect(dialog).toContainElement(document.activeElement as HTMLElement);
    expect(router.state.location.pathname).toBe(`${home}/shortcuts`);
  });

  it("and turns them off, and on again from the account menu", async () => {
    const { user } = await twoKeys();
    await user.keyboard("?");
    await user.click(await screen.findByRole("switch", { name: "Use keyboard shortcuts" }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    await user.keyboard("j");
    expect(row("First")).not.toHaveFocus();

    await user.click(screen.getByRole("button", { name: /^Account of/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Keyboard shortcuts" }));
    await user.click(await screen.findByRole("switch", { name: "Use keyboard shortcuts" }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    await user.keyboard("j");
    expect(row("First")).toHaveFocus();
  });
});
