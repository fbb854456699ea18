import { expect, type Page } from "@playwright/test";
import { tabTo } from "./by-keyboard";
import { environment } from "./environment";
import { createWebhook, publishEvent, readWebhook } from "./hub-api";
import { everythingIn, noteSecret, secretPart } from "./secrets";
import { home, loggedInTest as test } from "./watched-page";
import { deafUrl, stateOf, webhooksInEveryState } from "./webhooks-in-every-state";

const menuOf = (page: Page, name: string) =>
  page.getByRole("button", { name: `Actions for ${name}`, exact: true });

async function choose(page: Page, name: string, action: string | RegExp) {
  await menuOf(page, name).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Reads the secret that is there to be revealed. */
async function revealSecret(page: Page): Promise<string> {
  const field = page.getByLabel("Signing secret");
  await page.getByRole("button", { name: "Reveal secret" }).click();
  await expect(field).toHaveValue(/^whsec_[A-Za-z0-9+/]/);
  const secret = await field.inputValue();
  noteSecret(secret);
  return secret;
}

test("the whole life of a webhook, from the page", async ({ page }) => {
  test.setTimeout(120_000);
  const first = `Life ${Date.now()}`;
  const name = `${first}, renamed`;
  let id = "";
  let secret = "";

  await test.step("a failed test doesn't keep it from being added", async () => {
    await page.goto(`${home}?tab=webhooks`);
    await page.getByRole("button", { name: "Add webhook" }).click();
    await page.getByLabel("Name", { exact: true }).fill(first);
    await page.getByLabel("URL").fill(deafUrl);
    await page.getByRole("checkbox", { name: "recording.completed" }).click();
    await page.getByRole("button", { name: "Add header" }).click();
    await page.getByLabel("Name of header 1").fill("X-Env");
    await page.getByLabel("Value of header 1", { exact: true }).fill("production");
    await page.getByRole("button", { name: "Test webhook" }).click();
    await expect(page.getByLabel("Event", { exact: true })).toHaveValue("recording.completed");
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByText("connection_refused")).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Add webhook" }).click();
    secret = await revealSecret(page);
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("edit it: the value of its header stays as it is", async () => {
    await choose(page, first, "Edit…");
    await expect(page).toHaveURL(/\/webhooks\/wh_\w+\/edit/);
    id = /webhooks\/(wh_\w+)/.exec(page.url())?.[1] ?? "";
    await page.reload();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("URL").fill(environment.receiverUrl);
    await page.getByRole("checkbox", { name: "user.created" }).click();
    await page.getByLabel("Max retries").fill("3");
    await page.getByRole("button", { name: "Add header" }).click();
    await page.getByLabel("Name of header 2").fill("X-Team");
    await page.getByLabel("Value of header 2", { exact: true }).fill("billing");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText(`“${name}” is saved.`)).toBeVisible();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("row", { name })).toContainText("127.0.0.1");
    expect(await readWebhook(page.request, id)).toMatchObject({
      name,
      events: ["recording.completed", "user.created"],
      headers: [{ name: "X-Env" }, { name: "X-Team" }],
      retry: { enabled: true, maxRetries: 3, timeoutSeconds: 15 },
    });
  });

  await test.step("test it against the receiver, signed and tampered", async () => {
    await choose(page, name, "Test…");
    await expect(page).toHaveURL(new RegExp(`/webhooks/${id}/test`));
    const data = page.getByLabel("Data", { exact: true });
    await data.fill('{"title": "Weekly sync",}');
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByText(/isn’t valid JSON/)).toBeVisible();
    await data.fill('{"title": "Weekly sync", "rate": 1.0}');
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByText("The receiver accepted the request with 200.")).toBeVisible();
    await page.getByRole("tab", { name: "Request" }).click();
    await expect(page.getByText("webhook-signature")).toBeVisible();
    await expect(page.getByRole("region", { name: "request body" })).toContainText('"rate": 1.0');

    await page.getByRole("radio", { name: "Tampered" }).click();
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByText(/It doesn’t check signatures yet/)).toBeVisible();
    expect((await readWebhook(page.request, id)).successRate).toBeNull();
    await page.keyboard.press("Escape");
    await expect(menuOf(page, name)).toBeFocused();
  });

  await test.step("regenerate its secret, and leave no trace of either", async () => {
    await choose(page, name, "Edit…");
    expect(await revealSecret(page)).toBe(secret);
    await page.getByRole("button", { name: "Regenerate…" }).click();
    await page.getByRole("radio", { name: "7 days" }).click();
    await expect(page.getByText(/signatures of both secrets until/)).toBeVisible();
    await page.getByRole("button", { name: "Regenerate secret" }).click();
    await expect(page.getByText("There is a new secret.")).toBeVisible();
    const field = page.getByLabel("Signing secret");
    await expect(field).not.toHaveValue(secret);
    const regenerated = await field.inputValue();
    noteSecret(regenerated);
    expect(regenerated).toMatch(/^whsec_/);

    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    const everything = await everythingIn(page);
    expect(everything).not.toContain(secretPart(secret));
    expect(everything).not.toContain(secretPart(regenerated));
  });

  await test.step("disable and enable it", async () => {
    await choose(page, name, "Disable");
    const row = page.getByRole("row", { name });
    await expect(row.getByText("Disabled", { exact: true })).toBeVisible();
    // The page shows the change before the hub has answered.
    await expect
      .poll(() => readWebhook(page.request, id))
      .toMatchObject({ enabled: false, disabled: { reason: "manual" } });
    await choose(page, name, "Enable");
    await expect(row.getByText("Disabled", { exact: true })).toBeHidden();
    await expect
      .poll(() => readWebhook(page.request, id))
      .toMatchObject({ enabled: true, disabled: null });
  });

  await test.step("an event is delivered, and r retries it", async () => {
    await publishEvent(page.request, { title: "Weekly sync" });
    await choose(page, name, "View deliveries");
    await page.getByRole("button", { name: /recording\.completed/ }).click();
    await expect(page.getByText("Attempt 1 succeeded")).toBeVisible();
    await page.getByRole("tab", { name: "Request" }).click();
    await expect(page.getByRole("button", { name: /Copy as curl/ })).toBeVisible();
    await page.keyboard.press("r");
    await expect(page.getByText(/Attempt 2 succeeded/)).toBeVisible();
    await page.getByRole("tab", { name: "Response" }).click();
    await page.getByLabel("Compare with").selectOption("Attempt 1");
    await expect(page.getByRole("row", { name: "Status 200 200" })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("delete it", async () => {
    await choose(page, name, "Delete…");
    await page.getByRole("button", { name: "Delete webhook" }).click();
    await expect(page.getByText(`“${name}” is deleted.`)).toBeVisible();
    await expect(page.getByRole("row", { name })).toHaveCount(0);
  });
});

test("a webhook is tested and its secret regenerated by keyboard alone", async ({ page }) => {
  const name = `Keyboard ${Date.now()}`;
  const id = await createWebhook(page.request, name);
  await page.goto(`${home}?tab=webhooks`);
  await tabTo(page, menuOf(page, name));
  await page.keyboard.press("Enter");
  const test = page.getByRole("menuitem", { name: "Test…" });
  await test.waitFor();
  await page.keyboard.press("ArrowDown");
  await expect(test).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Send test" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("The receiver accepted the request with 200.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menuOf(page, name)).toBeFocused();

  await page.goto(`${home}/webhooks/${id}/edit`);
  const regenerate = page.getByRole("button", { name: "Regenerate…" });
  await tabTo(page, regenerate);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "24 hours" })).toBeFocused();
  await page.keyboard.press("ArrowRight", { delay: 200 });
  await expect(page.getByRole("radio", { name: "7 days" })).toBeFocused();
  // An arrow key let go before the focus has moved doesn't choose.
  await page.keyboard.press("Space");
  await expect(page.getByRole("radio", { name: "7 days" })).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Regenerate secret" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("There is a new secret.")).toBeVisible();
  await expect(regenerate).toBeFocused();
});

test("a webhook is added with a filter, disabled, recovered and deleted by keyboard alone", async ({
  page,
}) => {
  const name = `By keys ${Date.now()}`;
  const { keyboard } = page;
  const press = async (label: string, role: "button" | "checkbox" | "radio" = "button") => {
    await tabTo(page, page.getByRole(role, { name: label, exact: true }).last());
    await keyboard.press("Space");
  };
  const choose = async (action: string | RegExp) => {
    await tabTo(page, menuOf(page, name));
    await keyboard.press("Enter");
    const item = page.getByRole("menuitem", { name: action });
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    while (!(await item.evaluate((element) => element === document.activeElement))) {
      const before = await page.locator(":focus").innerText();
      await keyboard.press("ArrowDown");
      // A menu moves the focus in a task of its own, and stops at its end.
      await expect(page.locator(":focus")).not.toHaveText(before);
    }
    await keyboard.press("Enter");
  };

  await page.goto(`${home}?tab=webhooks`);
  await press("Add webhook");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await keyboard.type(name);
  await keyboard.press("Tab");
  await keyboard.type(environment.receiverUrl);
  await press("recording.completed", "checkbox");
  await press("Advanced settings");
  await tabTo(page, page.getByLabel(/^Filter/));
  await keyboard.type('{"for": "keys"');
  await expect(page.getByText(/isn’t valid JSON: look at line 1, column/)).toBeVisible();
  await keyboard.type("}");
  await tabTo(page, page.getByRole("radio", { name: "Shared secret" }));
  await press("Add webhook");
  await page.getByText(`“${name}” is ready`).waitFor();
  await press("Done");
  await expect(page.getByRole("dialog")).toBeHidden();

  await choose("Disable");
  const row = page.getByRole("row", { name });
  await expect(row.getByText("Disabled", { exact: true })).toBeVisible();
  await page.getByText(/is disabled\. New events/).waitFor();
  await publishEvent(page.request, { for: "keys" });
  await publishEvent(page.request, { for: "others" });
  await choose("Enable");
  await page.getByText(`“${name}” is enabled.`).waitFor();
  await choose("Recover missed events…");
  await press("Recover");
  await expect(page.getByText("1 delivery is on the way.")).toBeVisible();
  await press("Done");
  await expect(menuOf(page, name)).toBeFocused();

  await choose("Delete…");
  await press("Delete webhook");
  await expect(row).toHaveCount(0);
});

test("every status has its badge, and tells why", async ({ page }) => {
  await webhooksInEveryState(page.request);
  await page.goto(`${home}?tab=webhooks`);
  for (const [name, badge] of Object.entries(stateOf)) {
    const row = page.getByRole("row", { name });
    await expect(row.getByRole("button", { name: badge, exact: true })).toBeVisible();
  }
  const stock = page.getByRole("row", { name: "State of stock" });
  // A tooltip is downloaded after the list is shown; until then there is nothing to hover over.
  await expect(async () => {
    await stock.getByRole("button", { name: "Degraded", exact: true }).hover();
    const hint = page.getByRole("tooltip");
    await expect(hint).toContainText("The last 3 attempts failed.", { timeout: 1_000 });
  }).toPass();
});
