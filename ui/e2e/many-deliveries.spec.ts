import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { createWebhook, publishBatch } from "./hub-api";
import { home, loggedInTest as test } from "./watched-page";

const count = 10_000;
const mostRows = 60;

// A trace takes a picture of the page at each step, which would take longer than all the rest.
test.use({ trace: "off" });

/** No other test's webhook is for this type. */
const type = "user.deleted";

async function fill(request: APIRequestContext): Promise<string> {
  const id = await createWebhook(request, `Many ${Date.now()}`, { events: [type] });
  for (let first = 1; first <= count; first += 1_000) {
    await publishBatch(request, type, 1_000, (place) => ({ userId: `usr_${first + place}` }));
  }
  return id;
}

const drawnRows = (page: Page) => page.locator("[data-delivery]").count();

test("of 10,000 deliveries at most 60 rows are drawn, and scrolling reaches the last", async ({
  page,
}) => {
  const id = await fill(page.request);
  await page.goto(`${home}/webhooks/${id}/deliveries`);
  const body = page.locator("[data-slot=dialog-body]");
  const table = page.getByRole("table", { name: "Deliveries" });
  await expect(page.getByRole("button", { name: type }).first()).toBeVisible();
  let most = await drawnRows(page);

  while ((await table.getAttribute("aria-rowcount")) === "-1") {
    await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.evaluate(() => new Promise(requestAnimationFrame));
    most = Math.max(most, await drawnRows(page));
  }
  const last = page.locator(`tr[aria-rowindex="${count + 1}"]`);
  // Rows come to their real height as they are first drawn, and the end moves with that.
  await expect(async () => {
    await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(last).toBeInViewport({ timeout: 200 });
  }).toPass({ timeout: 5_000 });
  expect(Math.max(most, await drawnRows(page))).toBeLessThanOrEqual(mostRows);
  await expect(table).toHaveAttribute("aria-rowcount", String(count + 1));

  await test.step("an opened row is higher, and the last is still reached by key", async () => {
    const opener = last.getByRole("button");
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Attempt 1", { exact: true })).toBeVisible();
    await page.keyboard.press("k");
    await expect(page.locator(`tr[aria-rowindex="${count}"]`).getByRole("button")).toBeFocused();
  });

  await test.step("the row with the focus outlives scrolling to the other end", async () => {
    const focused = page.locator(`tr[aria-rowindex="${count}"]`).getByRole("button");
    await body.evaluate((element) => element.scrollTo(0, 0));
    await expect(page.locator('tr[aria-rowindex="2"]')).toBeInViewport();
    await expect(focused).toBeFocused();
    expect(await drawnRows(page)).toBeLessThanOrEqual(mostRows);
  });
});
