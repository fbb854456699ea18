import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { createWebhook, publishEvent } from "./hub-api";
import { home, loggedInTest, test } from "./watched-page";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const overflow = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("[data-slot=dialog-body]")].some(
      (box) => box.scrollWidth > box.clientWidth,
    ),
  );
  expect(overflow, "scrolls sideways").toBe(false);
}

const views: { name: string; open: (page: Page) => Promise<unknown> }[] = [
  {
    name: "API keys",
    open: async (page) => {
      await page.goto(home);
      await page.getByRole("button", { name: "Generate API key" }).waitFor();
    },
  },
  {
    name: "generate a key",
    open: async (page) => {
      await page.goto(`${home}/api-keys/new`);
      await page.getByRole("radio", { name: "Custom" }).click();
    },
  },
  {
    name: "the key shown once",
    open: async (page) => {
      await page.goto(`${home}/api-keys/new`);
      await page.getByLabel("Name").fill("Accessibility");
      await page.getByRole("button", { name: "Generate key" }).click();
      await page.getByRole("button", { name: "Copy key" }).waitFor();
    },
  },
  {
    name: "revoke a key",
    open: async (page) => {
      await page.goto(`${home}?search=Accessibility&status=active`);
      await page.getByRole("button", { name: "Actions for Accessibility" }).first().click();
      await page.getByRole("menuitem", { name: /Revoke/ }).click();
      await page.getByText("This can’t be undone").waitFor();
    },
  },
  {
    name: "webhooks",
    open: async (page) => {
      await page.goto(`${home}?tab=webhooks`);
      await page.getByRole("table", { name: "Webhooks" }).waitFor();
    },
  },
  {
    name: "add a webhook, with every complaint",
    open: async (page) => {
      await page.goto(`${home}/webhooks/new`);
      await page.getByRole("button", { name: "Add header" }).click();
      await page.getByLabel("Name of header 1").fill("Host");
      await page.getByLabel("URL").fill("http//nowhere");
      await page.getByRole("dialog").getByRole("button", { name: "Add webhook" }).click();
      await page.getByText("Choose at least one event.").waitFor();
    },
  },
  {
    name: "an opened delivery",
    open: async (page) => {
      const id = await createWebhook(page.request, "Accessibility");
      await publishEvent(page.request, { title: "Weekly sync" });
      await page.goto(`${home}/webhooks/${id}/deliveries`);
      await page.getByRole("button", { name: /recording\.completed/ }).click();
      await page
        .getByRole("region", { name: "response body" })
        .or(page.getByText("body is empty"))
        .waitFor();
    },
  },
  {
    name: "delete a webhook",
    open: async (page) => {
      const id = await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}/webhooks/${id}/delete`);
      await page.getByText("Delete “Accessibility”?").waitFor();
    },
  },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("login", async ({ page }) => {
        await page.goto("/login");
        await page.getByLabel("Email").waitFor();
        await expectAccessible(page);
      });

      loggedInTest.describe(() => {
        loggedInTest.use({ colorScheme, viewport: { width, height: 800 } });
        for (const { name, open } of views) {
          loggedInTest(name, async ({ page }) => {
            await open(page);
            await expectAccessible(page);
          });
        }
      });
    });
  }
}
