import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { environment } from "./environment";

export interface Received {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** What has arrived at this path so far, the oldest first. */
function receivedAt(path: string): Received[] {
  return readFileSync(environment.receivedFile, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line) => JSON.parse(line))
    .filter((request) => request.path === path)
    .map(({ headers, bodyBase64 }) => ({ path, headers, body: Buffer.from(bodyBase64, "base64") }));
}

/** Waits until so many requests have arrived at this path, and returns the last of them. */
export async function untilReceived(path: string, count: number): Promise<Received> {
  await expect.poll(() => receivedAt(path).length, { timeout: 15_000 }).toBe(count);
  return receivedAt(path)[count - 1] as Received;
}
