import { jsonTokens } from "@/lib/json-tokens";

/** How the hub begins every body; the event's data follows, as published, and a brace. */
const beforeData = /^\{"type":"(?:[^"\\]|\\.)*","timestamp":"[^"]*","data":/;

/**
 * The data of the event that a request's body tells of, indented but otherwise as published: parsing
 * it would round its large numbers. An empty object where the body is none of the hub's.
 */
export function eventDataOf(body: string | null | undefined): string {
  const data = body && beforeData.test(body) ? body.replace(beforeData, "").slice(0, -1) : "{}";
  return (
    jsonTokens(data)
      ?.map(({ text }) => text)
      .join("") ?? "{}"
  );
}
