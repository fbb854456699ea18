import { type BrowserContext, test as base, type ConsoleMessage, expect } from "@playwright/test";
import { environment } from "./environment";

export const home = "/settings/organization/integrations";

/** Well formed, and nobody's. */
export const unknownKeyId = "key_01h455vb4pex5vsknk084sn02q";

/**
 * Chromium reports any 4xx as an error: who is logged in is answered 401 before login, and what
 * doesn't exist 404.
 */
function isExpected(message: ConsoleMessage): boolean {
  const { url } = message.location();
  return (
    (message.text().includes("401") && url.endsWith("/api/session")) ||
    (message.text().includes("404") && url.endsWith(`/api-keys/${unknownKeyId}`))
  );
}

/** A page that fails its test on an error in the console or a violation of the content policy. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !isExpected(message)) complaints.push(message.text());
    });
    await page.addInitScript(() =>
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`policy violated: ${violatedDirective} ${blockedURI}`),
      ),
    );
    await use(page);
    expect(complaints).toEqual([]);
  },
});

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Test with a page that somebody is logged in to, by one login for all of them. */
export const loggedInTest = test.extend<object, { session: StorageState }>({
  session: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext({ baseURL: environment.hubUrl });
      const { email, password } = environment;
      const answer = await request.post("/api/session", { data: { email, password } });
      expect(answer.status()).toBe(200);
      await use(await request.storageState());
      await request.dispose();
    },
    { scope: "worker" },
  ],
  storageState: ({ session }, use) => use(session),
});
