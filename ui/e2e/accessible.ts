import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { loggedInTest } from "./watched-page";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Look {
  theme: "light" | "dark";
  width: number;
}

/** A view is opened in the first, on a phone, where there is the least room to get to it. */
const opening: Look = { theme: "light", width: 360 };
const looks: Look[] = [
  opening,
  { theme: "light", width: 1280 },
  { theme: "dark", width: 1280 },
  { theme: "dark", width: 360 },
];

export interface View {
  name: string;
  open: (page: Page) => Promise<unknown>;
}

type Test = (name: string, body: (fixtures: { page: Page }) => Promise<void>) => void;

/**
 * Opens each view once and looks at it in both themes, on a phone and on a wide screen. The page
 * draws the same elements for all four, and its styles do the rest: opening the view four times
 * would find nothing more.
 */
export function testViews(views: View[], test: Test = loggedInTest) {
  for (const { name, open } of views) {
    test(name, async ({ page }) => {
      await take(page, opening);
      await open(page);
      for (const look of looks) {
        await take(page, look);
        await settled(page, look);
        await expectAccessible(page, `${look.theme}, ${look.width} px`);
      }
    });
  }
}

async function take(page: Page, { theme, width }: Look) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 800 });
}

/** Soft, so that a fault is named with each look that has it. */
async function expectAccessible(page: Page, look: string) {
  // Axe's other mode opens a further page for each run, to gather what it found in frames.
  expect(page.frames(), "frames").toHaveLength(1);
  const axe = new AxeBuilder({ page }).setLegacyMode().withTags(rules);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  expect.soft(found, look).toEqual([]);
  const overflow = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("[data-slot=dialog-body]")].some(
      (box) => box.scrollWidth > box.clientWidth,
    ),
  );
  expect.soft(overflow, `${look}: scrolls sideways`).toBe(false);
}

/** Waits until the page has taken the look, nothing moves, and its layout stays as it is. */
async function settled(page: Page, look: Look) {
  await page.waitForFunction(
    ({ theme, width }) =>
      window.innerWidth === width &&
      document.documentElement.classList.contains("dark") === (theme === "dark") &&
      document.getAnimations().every(({ playState }) => playState !== "running"),
    look,
  );
  await page.evaluate(async () => {
    const layout = () =>
      Array.from(document.body.querySelectorAll("*"), (element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].join();
      }).join(" ");
    let last = layout();
    // What observes sizes is told after a frame's layout, and draws in the next one.
    for (let alike = 0; alike < 2; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = layout();
      alike = now === last ? alike + 1 : 0;
      last = now;
    }
  });
}
