import { appendFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { environment } from "./environment";

/** The part of a key that nobody but its owner may have; what is before it is public. */
export function secretPart(key: string): string {
  return key.slice(key.lastIndexOf("_") + 1);
}

/** Leaves word of a secret for the search of the hub's log and database after the tests. */
export function noteSecret(key: string) {
  if (environment.secretsFile) appendFileSync(environment.secretsFile, `${secretPart(key)}\n`);
}

/**
 * Everything a page holds on to, as text: its document and fields, storage, history, and what its
 * caches of answers and requests know. The caches are reached by way of React's own tree, so that the
 * page needs to offer nothing for it.
 */
export async function everythingIn(page: Page): Promise<string> {
  const held = await page.evaluate(async () => {
    interface Fiber {
      memoizedProps: { client?: Client } | null;
      child: Fiber | null;
      sibling: Fiber | null;
    }
    interface Client {
      getQueryCache(): { getAll(): { queryKey: unknown; state: unknown }[] };
      getMutationCache(): { getAll(): { state: unknown }[] };
    }
    const root = document.getElementById("root") as unknown as Record<string, unknown>;
    const container = Object.keys(root).find((name) => name.startsWith("__reactContainer$")) ?? "";
    const { stateNode } = root[container] as { stateNode: { current: Fiber } };

    const find = (fiber: Fiber | null): Client | undefined => {
      if (!fiber) return undefined;
      const client = fiber.memoizedProps?.client;
      return client?.getQueryCache ? client : (find(fiber.child) ?? find(fiber.sibling));
    };
    const client = find(stateNode.current);
    if (!client) throw new Error("The page's query client was not found.");

    const { navigation } = window as unknown as {
      navigation?: { entries(): { url: string; getState(): unknown }[] };
    };
    return JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll("input, textarea")].map(
        (field) => "value" in field && field.value,
      ),
      { ...localStorage },
      { ...sessionStorage },
      await indexedDB.databases(),
      await caches.keys(),
      document.cookie,
      location.href,
      history.state,
      navigation?.entries().map((entry) => [entry.url, entry.getState()]),
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey, state }) => [queryKey, state]),
      client
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
    ]);
  });
  const cookies = await page.context().cookies();
  return held + JSON.stringify(cookies);
}
