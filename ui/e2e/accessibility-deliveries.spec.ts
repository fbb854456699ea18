import type { Page } from "@playwright/test";
import { testViews, type View } from "./accessible";
import { createFailingWebhook, createWebhook, publishBatch } from "./hub-api";
import { home } from "./watched-page";

const userUpdated = () => ({ userId: "usr_1", changed: ["role"], role: "admin" });

/** Shows the deliveries of a webhook of which one has failed. */
async function openFailed(page: Page) {
  const id = await createFailingWebhook(page.request, "Accessibility", ["user.updated"]);
  await publishBatch(page.request, "user.updated", 1, userUpdated);
  await page.goto(`${home}/webhooks/${id}/deliveries`);
  await page.getByRole("button", { name: /^Retry \d+ failed$/ }).waitFor();
}

/** As the hub has it while one that failed is tried again and others wait behind it. */
async function openBlocked(page: Page) {
  await page.route(/\/api\/organizations\/webhooks\/wh_\w+$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), ordered: true } });
  });
  await page.route(/\/deliveries\/dlv_\w+$/, async (route) => {
    const answer = await route.fetch();
    const nextAttemptAt = new Date(Date.now() + 300_000).toISOString();
    await route.fulfill({ json: { ...(await answer.json()), status: "pending", nextAttemptAt } });
  });
  await openFailed(page);
  await page.getByRole("button", { name: "user.updated" }).click();
}

const retryUnderWay = {
  id: "rty_01h455vb4pex5vsknk084sn02q",
  status: "running",
  count: 212,
  retried: 90,
  skipped: 3,
  createdAt: "2026-11-24T12:00:00Z",
  endedAt: null,
};

const views: View[] = [
  {
    name: "deliveries that no filter lets in",
    open: async (page) => {
      const id = await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}/webhooks/${id}/deliveries?outcome=failure&code=503&time=custom`);
      await page.getByText("No delivery matches").waitFor();
    },
  },
  {
    name: "deliveries, some selected and others waiting to be shown",
    open: async (page) => {
      await openFailed(page);
      await page.getByRole("checkbox", { name: /^Select user.updated/ }).check();
      await page.getByRole("button", { name: "user.updated" }).click();
      await page.getByText("Attempt 1 failed").waitFor();
      await publishBatch(page.request, "user.updated", 1, userUpdated);
      await page.getByRole("button", { name: "1 new" }).waitFor();
    },
  },
  {
    name: "retry of many, asked",
    open: async (page) => {
      await openFailed(page);
      await page.getByRole("button", { name: /^Retry \d+ failed$/ }).click();
      await page.getByText(/will be sent once more/).waitFor();
    },
  },
  {
    name: "retry of many, under way",
    open: async (page) => {
      await page.route(/\/retries\/rty_/, (route) => route.fulfill({ json: retryUnderWay }));
      await openFailed(page);
      await page.getByRole("button", { name: /^Retry \d+ failed$/ }).click();
      await page.getByRole("button", { name: "Start retry" }).click();
      await page.getByRole("progressbar").waitFor();
    },
  },
  {
    name: "send again edited, with a complaint",
    open: async (page) => {
      await openFailed(page);
      await page.getByRole("button", { name: "user.updated" }).click();
      await page.getByRole("button", { name: "Send again edited…" }).click();
      await page.getByLabel("Data", { exact: true }).fill("{,}");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.getByText(/isn’t valid JSON/).waitFor();
    },
  },
  {
    name: "skip a delivery that others wait for",
    open: async (page) => {
      await openBlocked(page);
      await page.getByRole("button", { name: "Skip…" }).click();
      await page.getByText("Skip this delivery?").waitFor();
    },
  },
];

testViews(views);
