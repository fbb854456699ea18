import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { loggedInTest } from "./watched-page";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const overflow = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("[data-slot=dialog-body]")].some(
      (box) => box.scrollWidth > box.clientWidth,
    ),
  );
  expect(overflow, "scrolls sideways").toBe(false);
}

export interface View {
  name: string;
  open: (page: Page) => Promise<unknown>;
}

/** Opens each view in both themes, on a wide screen and on a phone. */
export function testViews(views: View[]) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 360]) {
      loggedInTest.describe(`${colorScheme}, ${width} px`, () => {
        loggedInTest.use({ colorScheme, viewport: { width, height: 800 } });
        for (const { name, open } of views) {
          loggedInTest(name, async ({ page }) => {
            await open(page);
            await expectAccessible(page);
          });
        }
      });
    }
  }
}
