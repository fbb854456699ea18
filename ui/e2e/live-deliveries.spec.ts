import { expect, type Page } from "@playwright/test";
import { tabTo } from "./by-keyboard";
import { createWebhook, publishBatch } from "./hub-api";
import { home, loggedInTest as test } from "./watched-page";

/** No other test's webhook is for this type. */
const type = "organization.updated";
const soon = { timeout: 2_000 };

async function openDeliveries(page: Page) {
  const id = await createWebhook(page.request, `Live ${Date.now()}`, { events: [type] });
  await page.goto(`${home}/webhooks/${id}/deliveries`);
  await expect(page.getByText("No deliveries yet")).toBeVisible();
}

const publish = (page: Page) => publishBatch(page.request, type, 1, () => ({ changed: ["name"] }));
const rows = (page: Page) => page.getByRole("button", { name: type });

test("a new delivery is seen within two seconds, and moves no row that is looked at", async ({
  page,
}) => {
  await openDeliveries(page);
  await publish(page);
  await expect(rows(page)).toHaveCount(1, soon);

  await rows(page).click();
  await expect(page.getByText("Attempt 1 succeeded")).toBeVisible();
  const before = await rows(page).boundingBox();
  await publish(page);
  const banner = page.getByRole("button", { name: "1 new" });
  await expect(banner).toBeVisible(soon);
  expect(await rows(page).boundingBox()).toEqual(before);
  await expect(rows(page)).toHaveCount(1);

  await tabTo(page, banner);
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toBeFocused();
});
