import { expect } from "@playwright/test";
import { environment } from "./environment";
import { publishEvent, verifyKey } from "./hub-api";
import { everythingIn, secretPart } from "./secrets";
import { readShownKey } from "./shown-key";
import { home, test } from "./watched-page";

test("from login to a verified key and a delivered event", async ({ page }) => {
  await page.goto(home);
  await page.getByLabel("Email").fill(environment.email);
  await page.getByLabel("Password").fill(environment.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL(home);

  const run = Date.now();
  let key = "";

  await test.step("generate a key, which verifies", async () => {
    await page.getByRole("button", { name: "Generate API key" }).click();
    await page.getByLabel("Name").fill(`Whole path ${run}`);
    await page.getByRole("button", { name: "Generate key" }).click();
    key = await readShownKey(page);
    expect(await verifyKey(page.request, key)).toMatchObject({ valid: true, code: "VALID" });
  });

  await test.step("the key stays until it is stored, and is nowhere afterwards", async () => {
    const done = page.getByRole("button", { name: "Done" });
    await expect(done).toBeDisabled();
    await page.keyboard.press("Escape");
    await page.mouse.click(5, 5);
    await expect(page.getByRole("dialog")).toBeVisible();

    await page.getByLabel("I have stored it").click();
    await done.click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("row", { name: `Whole path ${run}` })).toBeVisible();
    expect(await everythingIn(page)).not.toContain(secretPart(key));
  });

  await test.step("add a webhook and see its secret", async () => {
    await page.getByRole("tab", { name: "Webhooks" }).click();
    await page.getByRole("button", { name: "Add webhook" }).click();
    await page.getByLabel("Name", { exact: true }).fill(`Receiver ${run}`);
    await page.getByLabel("URL").fill(environment.receiverUrl);
    await page.getByRole("checkbox", { name: "recording.completed" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Add webhook" }).click();
    await page.getByRole("button", { name: "Reveal secret" }).click();
    await expect(page.getByLabel("Signing secret")).toHaveValue(/^whsec_/);
    await page.getByRole("button", { name: "Done" }).click();
  });

  await test.step("an event appears as a delivery within two seconds of polling", async () => {
    await page.getByRole("button", { name: `Actions for Receiver ${run}` }).click();
    await page.getByRole("menuitem", { name: "View deliveries" }).click();
    await expect(page.getByText("No deliveries yet")).toBeVisible();
    await publishEvent(page.request, { run, title: "Weekly sync" });
    const row = page.getByRole("row", { name: /recording\.completed/ });
    await expect(row).toContainText("Succeeded", { timeout: 10_000 });
  });

  await test.step("the delivery shows its request and its response", async () => {
    await page.getByRole("button", { name: /recording\.completed/ }).click();
    await expect(page).toHaveURL(/\/deliveries\/dlv_/);
    await expect(page.getByRole("list", { name: "Attempts" })).toContainText("Attempt 1 succeeded");
    await expect(page.getByText(/^Status 2\d\d$/)).toBeVisible();
    await page.getByRole("tab", { name: "Request" }).click();
    await expect(page.getByText("webhook-signature")).toBeVisible();
    await expect(page.getByRole("region", { name: "request body" })).toContainText(String(run));
  });

  await test.step("reload and back keep their place", async () => {
    await page.reload();
    await expect(page.getByRole("list", { name: "Attempts" })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("row", { name: `Receiver ${run}` })).toBeVisible();
  });

  await test.step("sign out", async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  });
});
