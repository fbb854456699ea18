import { join } from "node:path";
import type { Page } from "@playwright/test";
import { environment } from "./environment";
import { type CreatedKey, createKey, createWebhook, untilUsed, verifyKey } from "./hub-api";
import { readShownKey } from "./shown-key";
import { home, loggedInTest as test } from "./watched-page";
import { webhooksInEveryState } from "./webhooks-in-every-state";

// For a person to look at, not for a machine to compare: HUB_E2E_SCREENSHOTS=<folder> ui/e2e/run screenshots
const folder = environment.screenshots ?? "";
test.skip(folder === "", "takes pictures only where HUB_E2E_SCREENSHOTS names a folder");

let used: CreatedKey | undefined;

/** A key with a limit, calls and refusals; the same in all pictures. */
async function usedKey(page: Page): Promise<CreatedKey> {
  if (used) return used;
  used = await createKey(page.request, "Nightly export", {
    rateLimitPerHour: 50,
    ipAllowlist: ["203.0.113.0/24", "2001:db8::/32"],
  });
  await createKey(page.request, "Continuous integration");
  for (let call = 0; call < 12; call++) {
    await verifyKey(page.request, used.key, { ip: "203.0.113.7" });
  }
  await verifyKey(page.request, used.key, { ip: "198.51.100.1" });
  await verifyKey(page.request, used.key, { ip: "203.0.113.7", scopes: ["users:write"] });
  await untilUsed(page.request, used.id);
  return used;
}

let webhookId: string | undefined;

async function shownWebhook(page: Page): Promise<string> {
  webhookId ??= await createWebhook(page.request, "Billing");
  return webhookId;
}

const views: { name: string; open: (page: Page) => Promise<unknown> }[] = [
  {
    name: "list",
    open: async (page) => {
      await usedKey(page);
      await page.goto(home);
      await page.getByRole("link", { name: "Nightly export", exact: true }).first().waitFor();
    },
  },
  {
    name: "generate",
    open: async (page) => {
      await page.goto(`${home}/api-keys/new`);
      await page.getByRole("radio", { name: "Custom" }).click();
    },
  },
  {
    name: "shown-once",
    open: async (page) => {
      await page.goto(`${home}/api-keys/new`);
      await page.getByLabel("Name").fill("Shown once");
      await page.getByRole("button", { name: "Generate key" }).click();
      await readShownKey(page);
    },
  },
  {
    name: "detail",
    open: async (page) => {
      const { id } = await usedKey(page);
      await page.goto(`${home}/api-keys/${id}`);
      await page.getByRole("meter").waitFor();
      await page.getByText("created the key").waitFor();
    },
  },
  {
    name: "edit",
    open: async (page) => {
      const { id } = await usedKey(page);
      await page.goto(`${home}/api-keys/${id}`);
      await page.getByRole("button", { name: "Edit scopes" }).click();
      await page.getByRole("radio", { name: "Custom" }).click();
    },
  },
  {
    name: "rotate",
    open: async (page) => {
      const { id } = await usedKey(page);
      await page.goto(`${home}/api-keys/${id}/rotate`);
      await page.getByText("Both keys work until").waitFor();
    },
  },
  {
    name: "revoke",
    open: async (page) => {
      const { id } = await usedKey(page);
      await page.goto(`${home}/api-keys/${id}/revoke`);
      await page.getByLabel(/To confirm, type/).waitFor();
    },
  },
  {
    name: "webhooks",
    open: async (page) => {
      await webhooksInEveryState(page.request);
      await page.goto(`${home}?tab=webhooks`);
      await page.getByRole("button", { name: "Degraded", exact: true }).waitFor();
    },
  },
  {
    name: "add-webhook",
    open: async (page) => {
      await page.goto(`${home}/webhooks/new`);
      await page.getByLabel("Name", { exact: true }).fill("Billing");
      await page.getByLabel("URL").fill("https://10.0.0.1/hooks");
      await page.getByRole("checkbox", { name: "recording.completed" }).click();
    },
  },
  {
    name: "advanced-settings",
    open: async (page) => {
      await page.goto(`${home}/webhooks/new`);
      await page.getByRole("button", { name: "Advanced settings" }).click();
      await page.getByRole("button", { name: "Insert an example" }).click();
      await page.getByRole("radio", { name: "Public key" }).click();
      await page.getByText(/only the hub can sign/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "recover-missed",
    open: async (page) => {
      await page.goto(`${home}/webhooks/${await shownWebhook(page)}/recover`);
      await page.getByRole("button", { name: "Recover", exact: true }).waitFor();
    },
  },
  {
    name: "edit-webhook",
    open: async (page) => {
      await page.goto(`${home}/webhooks/${await shownWebhook(page)}/edit`);
      await page.getByRole("button", { name: "Regenerate…" }).click();
      await page.getByRole("button", { name: "Regenerate secret" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "test-webhook",
    open: async (page) => {
      await page.goto(`${home}/webhooks/${await shownWebhook(page)}/test`);
      await page.getByRole("button", { name: "Send test" }).click();
      await page.getByText(/accepted the request/).waitFor();
    },
  },
  {
    name: "empty",
    open: async (page) => {
      await page.route(/\/api\/organizations\/api-keys\?/, (route) =>
        route.fulfill({ json: { data: [], nextCursor: null } }),
      );
      await page.goto(home);
      await page.getByText("No API keys yet").waitFor();
    },
  },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: width === 360 ? 740 : 860 } });
      for (const { name, open } of views) {
        test(name, async ({ page }) => {
          await open(page);
          await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
        });
      }
    });
  }
}
