import { expect } from "@playwright/test";
import { createFailingWebhook, publishBatch } from "./hub-api";
import { home, loggedInTest as test } from "./watched-page";

/** No other test's webhook is for this type. */
const type = "analytics.report.ready";

test("all that failed are retried at once, and whoever comes back sees how it went", async ({
  page,
}) => {
  const id = await createFailingWebhook(page.request, `Retried ${Date.now()}`, [type]);
  await publishBatch(page.request, type, 5, (place) => ({
    reportId: `rep_${place}`,
    period: { from: "2026-01-01", to: "2026-01-31" },
    url: "https://app.example.com/reports/rep",
  }));
  await page.goto(`${home}/webhooks/${id}/deliveries`);
  await page.getByRole("button", { name: "Retry 5 failed" }).click();
  await expect(page.getByText(/^5 deliveries that failed will be sent/)).toBeVisible();
  await page.getByRole("button", { name: "Start retry" }).click();
  await expect(page.getByText("Retry finished")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/5 of 5 sent/)).toBeVisible();

  await page.getByRole("button", { name: "Close" }).click();
  await page.goto(`${home}/webhooks/${id}/deliveries?outcome=failure`);
  await expect(page.getByText("Retry finished")).toBeVisible();
  const first = page.getByRole("row").nth(1);
  await expect(first.getByRole("cell").last()).toHaveText(/2$/);

  await first.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Retry selected" }).click();
  await page.getByRole("button", { name: "Start retry" }).click();
  await expect(page.getByText(/1 of 1 sent/)).toBeVisible({ timeout: 30_000 });
  await expect(first.getByRole("cell").last()).toHaveText(/3$/);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("Retry finished")).toBeHidden();
});
