import { expect, type Page } from "@playwright/test";
import { tabTo } from "./by-keyboard";
import { createKey, readKey, readStats, untilUsed, verifyKey } from "./hub-api";
import { readShownKey, takeShownKey } from "./shown-key";
import { home, loggedInTest as test, unknownKeyId } from "./watched-page";

/** How long a call may take to be seen through the API, and through an open page. */
const countedWithin = { timeout: 2_000, intervals: [100] };
const shownWithin = { timeout: 8_000 };

const codeOf = async (page: Page, key: string) => (await verifyKey(page.request, key)).code;
const idOf = async (page: Page, key: string) => (await verifyKey(page.request, key)).keyId;
const figure = (page: Page, label: string) =>
  page.getByRole("dialog").locator("dl > div", { hasText: label }).locator("dd");

test("the whole life of a key, from the page", async ({ page, context }) => {
  test.setTimeout(120_000);
  const name = `Whole life ${Date.now()}`;
  let key = "";
  let id = "";

  await test.step("generate and copy it", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(home);
    await page.getByRole("button", { name: "Generate API key" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByLabel(/Rate limit/).fill("1000");
    await page.getByRole("button", { name: "Generate key" }).click();
    key = await takeShownKey(page);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    // What was copied by a test is nobody's to paste.
    await page.evaluate(() => navigator.clipboard.writeText(""));
  });

  await test.step("a call with it is counted within two seconds", async () => {
    expect(await codeOf(page, key)).toBe("VALID");
    id = await idOf(page, key);
    await expect
      .poll(async () => (await readStats(page.request, id)).totalCalls, countedWithin)
      .toBe(2);
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/api-keys/${id}$`));
    await expect(figure(page, "Total calls")).toHaveText("2");
    await expect(page.getByRole("meter")).toHaveAttribute("aria-valuenow", "2", shownWithin);
  });

  await test.step("a further one appears in the open details", async () => {
    expect(await codeOf(page, key)).toBe("VALID");
    await expect(figure(page, "Total calls")).toHaveText("3", shownWithin);
    await expect(page.getByText("Allowed", { exact: true })).toBeVisible();
    await expect(page.getByRole("row", { name: / 3 0$/ })).toHaveCount(1);
  });

  await test.step("reload keeps the details open, back leaves them", async () => {
    await page.reload();
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.goForward();
    await expect(page.getByRole("dialog", { name })).toBeVisible();
  });

  await test.step("change its limit and its addresses", async () => {
    await page.getByRole("button", { name: "Edit rate limit" }).click();
    await page.getByLabel(/Rate limit/).fill("2000");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: "Rate limit" })).toContainText("2,000 requests");

    await page.getByRole("button", { name: "Edit IP allow-list" }).click();
    await page.getByLabel(/IP allow-list/).fill("203.0.113.0/24\n2001:db8::/32");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Edit IP allow-list" })).toBeFocused();
    expect(await readKey(page.request, id)).toMatchObject({
      rateLimitPerHour: 2000,
      ipAllowlist: ["203.0.113.0/24", "2001:db8::/32"],
    });
    expect(await codeOf(page, key)).toBe("IP_NOT_ALLOWED");

    await page.getByRole("button", { name: "Edit IP allow-list" }).click();
    await page.getByLabel(/IP allow-list/).fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("region", { name: "IP allow-list" })).toContainText("Any address");
    expect(await codeOf(page, key)).toBe("VALID");
  });

  await test.step("disable and enable it", async () => {
    const dialog = page.getByRole("dialog");
    await page.getByRole("switch", { name: "Enabled" }).click();
    await expect(dialog.getByText("Disabled", { exact: true })).toBeVisible();
    expect(await codeOf(page, key)).toBe("DISABLED");
    await page.getByRole("switch", { name: "Enabled" }).click();
    await expect(dialog.getByText("Active", { exact: true })).toBeVisible();
    expect(await codeOf(page, key)).toBe("VALID");
    const history = page.getByRole("list", { name: "History" });
    await expect(history).toContainText("created the key");
    await expect(history).toContainText("changed the key");
  });

  const oldKey = key;
  await test.step("rotate it with an overlap: both keys work", async () => {
    await page.getByRole("button", { name: "Rotate…" }).click();
    await expect(page).toHaveURL(new RegExp(`/api-keys/${id}/rotate$`));
    await page.getByRole("radio", { name: "1 h" }).click();
    await expect(page.getByText(/Both keys work until/)).toBeVisible();
    await page.getByRole("button", { name: "Rotate key" }).click();
    key = await takeShownKey(page);
    expect(await codeOf(page, key)).toBe("VALID");
    expect(await codeOf(page, oldKey)).toBe("VALID");
    await expect(page).toHaveURL(new RegExp(`/api-keys/${id}$`));
    await page.getByRole("link", { name: "Show the key that replaces it" }).click();
    id = await idOf(page, key);
    await expect(page).toHaveURL(new RegExp(`/api-keys/${id}$`));
    await expect(page.getByRole("dialog", { name })).toBeVisible();
  });

  const secondKey = key;
  await test.step("rotate that one without: the old key is refused at once", async () => {
    await page.goto(`${home}/api-keys/${id}/rotate`);
    await page.getByRole("radio", { name: "None" }).click();
    await page.getByRole("button", { name: "Rotate key" }).click();
    key = await takeShownKey(page);
    expect(await codeOf(page, key)).toBe("VALID");
    expect(await codeOf(page, secondKey)).toBe("EXPIRED");
    id = await idOf(page, key);
  });

  await test.step("revoke it", async () => {
    await untilUsed(page.request, id);
    await page.goto(`${home}/api-keys/${id}`);
    await page.getByRole("button", { name: "Revoke…" }).click();
    await page.getByLabel(/To confirm, type/).fill(name);
    await page.getByRole("button", { name: "Revoke key" }).click();
    await expect(page.getByText(/[Rr]efused on 1 of 1 node/)).toBeVisible();
    expect(await codeOf(page, key)).toBe("REVOKED");
    await expect(
      page.getByRole("dialog", { name }).getByText("Revoked", { exact: true }),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: /^Edit/ })).toHaveCount(0);
  });
});

test("generate and revoke a key by keyboard alone", async ({ page }) => {
  const name = `Keyboard ${Date.now()}`;
  await page.goto(home);
  const generate = page.getByRole("button", { name: "Generate API key" });
  await tabTo(page, generate);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  await page.getByRole("radio", { name: "Read only" }).waitFor();
  await page.keyboard.press("Enter");

  const copy = page.getByRole("button", { name: "Copy key" });
  await copy.waitFor();
  const key = await readShownKey(page);
  await tabTo(page, copy);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Done" })).toBeEnabled();
  await tabTo(page, page.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(generate).toBeFocused();

  await tabTo(page, page.getByRole("button", { name: `Actions for ${name}` }));
  await page.keyboard.press("Enter");
  const revoke = page.getByRole("menuitem", { name: /Revoke/ });
  await revoke.waitFor();
  await page.keyboard.press("End");
  await expect(revoke).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Revoke key" })).toBeEnabled();
  await tabTo(page, page.getByRole("button", { name: "Revoke key" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  expect(await codeOf(page, key)).toBe("REVOKED");
});

test("a key is edited and rotated by keyboard alone", async ({ page }) => {
  const { id, key } = await createKey(page.request, `Keyboard edit ${Date.now()}`);
  await page.goto(`${home}/api-keys/${id}`);
  await tabTo(page, page.getByRole("button", { name: "Edit rate limit" }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(/Rate limit/)).toBeFocused();
  await page.keyboard.type("50");
  await page.keyboard.press("Enter");
  await expect(page.getByText("50 requests per hour")).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "Rotate…" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("radio", { name: "24 h" }));
  // Held for as long as a person does: the group chooses what gets the focus while the key is down.
  await page.keyboard.press("ArrowLeft", { delay: 200 });
  await expect(page.getByRole("radio", { name: "6 h" })).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Rotate key" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("I have stored it"));
  await readShownKey(page);
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Edit rate limit" })).toBeVisible();
  await expect(page.getByText("This key was rotated.")).toBeVisible();
  expect(await codeOf(page, key)).toBe("VALID");
});

test("a link to a key that doesn't exist says so", async ({ page }) => {
  await page.goto(`${home}/api-keys/${unknownKeyId}`);
  await expect(page.getByText("There is no such key")).toBeVisible();
  await page.getByRole("button", { name: "Show all API keys" }).click();
  await expect(page).toHaveURL(home);
});
