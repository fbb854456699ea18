import { expect, type Page } from "@playwright/test";
import { noteSecret } from "./secrets";

const field = (page: Page) => page.getByLabel("API key", { exact: true });

/** Reads the key that is being shown, this once. */
export async function readShownKey(page: Page): Promise<string> {
  const key = await field(page).inputValue();
  noteSecret(key);
  return key;
}

/** Reads it, copies it and closes the dialog. */
export async function takeShownKey(page: Page): Promise<string> {
  const key = await readShownKey(page);
  await page.getByRole("button", { name: "Copy key" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(field(page)).toBeHidden();
  return key;
}
