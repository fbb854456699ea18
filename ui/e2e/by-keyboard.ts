import { expect, type Locator, type Page } from "@playwright/test";

const mostStops = 100;

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator) {
  await target.waitFor();
  for (let stops = 0; stops < mostStops; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `has no place among ${mostStops} stops of Tab`).toBeFocused();
}
