import { expect, type Page } from "@playwright/test";
import { untilUsed, verifyKey } from "./hub-api";
import { everythingIn, secretPart } from "./secrets";
import { readShownKey, takeShownKey } from "./shown-key";
import { home, loggedInTest as test } from "./watched-page";

/** Notes what the page asks for and is told, except where a key is made. */
function listenTo(page: Page) {
  const urls: string[] = [];
  const answers: Promise<string>[] = [];
  page.on("request", (request) => urls.push(request.url()));
  page.on("framenavigated", (frame) => urls.push(frame.url()));
  page.on("response", (response) => {
    if (response.request().method() === "GET" && response.url().includes("/api/")) {
      // A page that is left takes its answers with it.
      answers.push(response.text().catch(() => ""));
    }
  });
  return async () => [...urls, ...(await Promise.all(answers))].join("\n");
}

test("keys that were shown once are nowhere in the page afterwards", async ({ page }) => {
  const heard = listenTo(page);
  const name = `Secret ${Date.now()}`;
  const keys: string[] = [];
  const expectNoTrace = async () => {
    const everything = (await everythingIn(page)) + (await heard());
    for (const key of keys) expect(everything).not.toContain(secretPart(key));
  };

  await test.step("generated", async () => {
    await page.goto(home);
    await page.getByRole("button", { name: "Generate API key" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Generate key" }).click();
    await page.getByRole("button", { name: "Copy key" }).waitFor();
    // The search finds what is there, so that finding nothing later means something.
    expect(await everythingIn(page)).toContain(secretPart(await readShownKey(page)));
    keys.push(await takeShownKey(page));
    await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
    await expectNoTrace();
  });

  await test.step("rotated", async () => {
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("button", { name: "Rotate…" }).click();
    await page.getByRole("radio", { name: "15 min" }).click();
    await page.getByRole("button", { name: "Rotate key" }).click();
    keys.push(await takeShownKey(page));
    await expect(page.getByText("This key was rotated.")).toBeVisible();
    await expectNoTrace();
  });

  await test.step("left by the back button once copied", async () => {
    await page.goto(home);
    await page.getByRole("button", { name: "Generate API key" }).click();
    await page.getByLabel("Name").fill(`${name}, left`);
    await page.getByRole("button", { name: "Generate key" }).click();
    await page.getByRole("button", { name: "Copy key" }).click();
    keys.push(await readShownKey(page));
    await page.goBack();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.goForward();
    await expect(page.getByLabel("Name")).toBeVisible();
    await expectNoTrace();
  });

  await test.step("revoked", async () => {
    const last = keys.at(-1) ?? "";
    const { keyId } = await verifyKey(page.request, last);
    await untilUsed(page.request, keyId);
    await page.goto(`${home}/api-keys/${keyId}/revoke`);
    await page.getByLabel(/To confirm, type/).fill(`${name}, left`);
    await page.getByRole("button", { name: "Revoke key" }).click();
    await expect(page.getByRole("alertdialog")).toBeHidden();
    expect(await verifyKey(page.request, last)).toMatchObject({ code: "REVOKED" });
    await expectNoTrace();
    await page.reload();
    await page.getByRole("table", { name: "API keys" }).waitFor();
    await expectNoTrace();
  });
});
