import { join } from "node:path";
import type { Page } from "@playwright/test";
import { environment } from "./environment";
import { createFailingWebhook, createWebhook, publishBatch } from "./hub-api";
import { home, loggedInTest as test } from "./watched-page";

// For a person to look at, as screenshots.spec.ts: HUB_E2E_SCREENSHOTS=<folder> ui/e2e/run screenshots
const folder = environment.screenshots ?? "";
test.skip(folder === "", "takes pictures only where HUB_E2E_SCREENSHOTS names a folder");

const type = "user.updated";
let path: string | undefined;

/** The deliveries of a webhook without retries whose receiver isn't there; the same in all pictures. */
async function deliveries(page: Page): Promise<string> {
  if (path) return path;
  const id = await createFailingWebhook(page.request, "Billing", [type]);
  await publishBatch(page.request, type, 212, (place) => ({
    userId: `usr_${place}`,
    changed: ["role"],
    role: "admin",
  }));
  path = `${home}/webhooks/${id}/deliveries`;
  return path;
}

async function openList(page: Page, search = "") {
  await page.goto(`${await deliveries(page)}${search}`);
  await page.getByRole("button", { name: type }).first().waitFor();
}

const retryFailed = (page: Page) => page.getByRole("button", { name: /^Retry \d+ failed$/ });

const views: { name: string; open: (page: Page) => Promise<unknown> }[] = [
  {
    name: "deliveries",
    open: async (page) => {
      await openList(page);
      await retryFailed(page).waitFor();
      await page.getByRole("checkbox").nth(1).check();
    },
  },
  {
    name: "deliveries-filtered",
    open: async (page) => openList(page, "?outcome=failure&time=custom"),
  },
  {
    name: "deliveries-no-match",
    open: async (page) => {
      await page.goto(`${await deliveries(page)}?code=418`);
      await page.getByText("No delivery matches").waitFor();
    },
  },
  {
    name: "deliveries-new",
    open: async (page) => {
      await openList(page);
      await page.getByRole("button", { name: type }).nth(1).click();
      await page.getByText("Attempt 1").waitFor();
      await publishBatch(page.request, type, 1, () => ({
        userId: "usr_9",
        changed: ["name"],
        role: "member",
      }));
      await page.getByRole("button", { name: "1 new" }).waitFor();
    },
  },
  {
    name: "delivery",
    open: async (page) => {
      const id = await createWebhook(page.request, "Analytics", { events: ["user.created"] });
      await publishBatch(page.request, "user.created", 1, () => ({
        userId: "usr_31Fz",
        email: "ada@example.com",
        name: "Ada Lovelace",
        role: "member",
      }));
      await page.goto(`${home}/webhooks/${id}/deliveries`);
      await page.getByRole("button", { name: "user.created" }).click();
      await page.getByText("Attempt 1 succeeded").waitFor();
      await page.getByRole("tab", { name: "Request" }).click();
      await page.getByRole("button", { name: "Retry", exact: true }).click();
      await page.getByText(/Attempt 2 succeeded/).waitFor();
      await page.getByText(/Attempt 1 succeeded/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "resend",
    open: async (page) => {
      await openList(page, "?outcome=failure");
      await page.getByRole("button", { name: type }).first().click();
      await page.getByRole("button", { name: "Send again edited…" }).click();
      await page.getByLabel("Data", { exact: true }).waitFor();
    },
  },
  {
    name: "bulk-retry",
    open: async (page) => {
      await openList(page);
      await retryFailed(page).click();
      await page.getByText(/that failed will be sent/).waitFor();
    },
  },
  {
    name: "bulk-retry-progress",
    open: async (page) => {
      // A real one is over before the picture is taken.
      await page.route(/\/retries\/rty_/, (route) =>
        route.fulfill({
          json: {
            id: "rty_01h455vb4pex5vsknk084sn02q",
            status: "running",
            count: 212,
            retried: 90,
            skipped: 3,
            createdAt: "2026-11-24T12:00:00Z",
            endedAt: null,
          },
        }),
      );
      await openList(page);
      await retryFailed(page).click();
      await page.getByRole("button", { name: "Start retry" }).click();
      await page.getByRole("progressbar").waitFor();
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
