import type { Page } from "@playwright/test";
import { testViews, type View } from "./accessible";
import { createKey, createWebhook, publishEvent, verifyKey } from "./hub-api";
import { readShownKey } from "./shown-key";
import { home, test, unknownKeyId } from "./watched-page";
import { stateOf, webhooksInEveryState } from "./webhooks-in-every-state";

/** A key about which there is something to show: a limit, a call, a refused one. */
async function createUsedKey(page: Page) {
  const created = await createKey(page.request, "Used", { rateLimitPerHour: 100 });
  await verifyKey(page.request, created.key);
  await verifyKey(page.request, created.key, { scopes: ["users:write"] });
  return created;
}

/** As the hub leaves a webhook whose receiver answered 410. */
const disabledByHub = {
  enabled: false,
  status: "disabled",
  statusReason: "The receiver answered 410 Gone, so the hub disabled the webhook.",
  disabled: { at: "2026-11-24T12:00:00Z", by: "hub", reason: "gone" },
};

const views: View[] = [
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
      await readShownKey(page);
    },
  },
  {
    name: "no API keys yet",
    open: async (page) => {
      // The organization of these tests has keys, and a second one would have nobody to look at it.
      await page.route(/\/api\/organizations\/api-keys\?/, (route) =>
        route.fulfill({ json: { data: [], nextCursor: null } }),
      );
      await page.goto(home);
      await page.getByText("No API keys yet").waitFor();
    },
  },
  {
    name: "the details of a key",
    open: async (page) => {
      const { id } = await createUsedKey(page);
      await page.goto(`${home}/api-keys/${id}`);
      await page.getByRole("meter").waitFor();
      await page.getByText("created the key").waitFor();
    },
  },
  {
    name: "every form of a key's details, with a complaint",
    open: async (page) => {
      const { id } = await createUsedKey(page);
      await page.goto(`${home}/api-keys/${id}`);
      for (const setting of ["name", "scopes", "rate limit", "IP allow-list"]) {
        await page.getByRole("button", { name: `Edit ${setting}` }).click();
      }
      await page.getByRole("radio", { name: "Custom" }).click();
      const addresses = page.getByLabel(/IP allow-list/);
      await addresses.fill("nonsense");
      const form = page.locator("form").filter({ has: addresses });
      await form.getByRole("button", { name: "Save" }).click();
      await page.getByText("is not an IP address").waitFor();
    },
  },
  {
    name: "a key that was rotated",
    open: async (page) => {
      const { id } = await createUsedKey(page);
      await page.goto(`${home}/api-keys/${id}/rotate`);
      await page.getByRole("button", { name: "Rotate key" }).click();
      await readShownKey(page);
      await page.getByLabel("I have stored it").click();
      await page.getByRole("button", { name: "Done" }).click();
      await page.goto(`${home}/api-keys/${id}`);
      await page.getByText("This key was rotated.").waitFor();
    },
  },
  {
    name: "a key that doesn't exist",
    open: async (page) => {
      await page.goto(`${home}/api-keys/${unknownKeyId}`);
      await page.getByText("There is no such key").waitFor();
    },
  },
  {
    name: "rotate a key",
    open: async (page) => {
      const { id } = await createUsedKey(page);
      await page.goto(`${home}/api-keys/${id}/rotate`);
      await page.getByRole("radio", { name: "None" }).click();
      await page.getByText("refused at once").waitFor();
    },
  },
  {
    name: "the new key of a rotation shown once",
    open: async (page) => {
      const { id } = await createUsedKey(page);
      await page.goto(`${home}/api-keys/${id}/rotate`);
      await page.getByRole("button", { name: "Rotate key" }).click();
      await readShownKey(page);
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
      await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}?tab=webhooks`);
      await page.getByRole("cell", { name: "Accessibility" }).first().waitFor();
    },
  },
  {
    name: "webhooks in every state",
    open: async (page) => {
      await webhooksInEveryState(page.request);
      await page.goto(`${home}?tab=webhooks`);
      for (const [name, badge] of Object.entries(stateOf)) {
        const row = page.getByRole("row", { name });
        await row.getByRole("button", { name: badge, exact: true }).waitFor();
      }
    },
  },
  {
    name: "recover what a webhook missed",
    open: async (page) => {
      const id = await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}/webhooks/${id}/recover`);
      await page.getByRole("button", { name: "Recover", exact: true }).waitFor();
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
      await page.getByRole("button", { name: "Advanced settings" }).click();
      await page.getByLabel(/^Filter/).fill("{plan}");
      await page.getByText(/isn’t valid JSON/).waitFor();
    },
  },
  {
    name: "edit a webhook, with everything unfolded",
    open: async (page) => {
      const id = await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}/webhooks/${id}/edit`);
      await page.getByRole("button", { name: "Regenerate…" }).click();
      await page.getByRole("radio", { name: "None" }).click();
      await page.getByRole("button", { name: "How the receiver checks the signature" }).click();
      await page.getByRole("region", { name: "Java snippet" }).waitFor();
      await page.getByRole("button", { name: "Advanced settings" }).click();
      await page.getByRole("button", { name: "Insert an example" }).click();
      await page.getByRole("textbox", { name: "URL" }).fill("http//nowhere");
      await page.getByRole("button", { name: "Test webhook" }).click();
      await page.getByRole("button", { name: "Send test" }).click();
      await page.getByText(/Enter a whole URL/).waitFor();
    },
  },
  {
    name: "a webhook that doesn't take any more",
    open: async (page) => {
      await page.route(/\/api\/organizations\/webhooks\/wh_\w+$/, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), ...disabledByHub } });
      });
      const id = await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}/webhooks/${id}/edit`);
      await page.getByRole("button", { name: "Re-enable" }).waitFor();
    },
  },
  {
    name: "test a webhook, with a complaint",
    open: async (page) => {
      const id = await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}/webhooks/${id}/test`);
      await page.getByLabel("Data", { exact: true }).fill("{,}");
      await page.getByRole("button", { name: "Send test" }).click();
      await page.getByText(/isn’t valid JSON/).waitFor();
    },
  },
  {
    name: "what came of a test",
    open: async (page) => {
      const id = await createWebhook(page.request, "Accessibility");
      await page.goto(`${home}/webhooks/${id}/test`);
      await page.getByRole("radio", { name: "Unsigned" }).click();
      await page.getByRole("button", { name: "Send test" }).click();
      await page.getByText(/It doesn’t check signatures yet/).waitFor();
      await page.getByRole("tab", { name: "Request" }).click();
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

testViews(views);

testViews(
  [
    {
      name: "login",
      open: async (page) => {
        await page.goto("/login");
        await page.getByLabel("Email").waitFor();
      },
    },
  ],
  test,
);
