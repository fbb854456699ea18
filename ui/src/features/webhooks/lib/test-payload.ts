import type { EventType } from "../api/list-event-types";
import { everyEvent } from "./event-groups";

/** The event types to test with: those that the webhook gets, or all while none is chosen. */
export function testableEvents(types: EventType[], events: string[]): EventType[] {
  const own = types.filter(({ name }) => events.includes(name));
  return events.includes(everyEvent) || own.length === 0 ? types : own;
}

export function examplePayload(type: EventType | undefined): string {
  return JSON.stringify(type?.example ?? {}, null, 2);
}

/** Why a text can't be an event's data; undefined if it can. */
export function checkPayload(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject ? undefined : "Enter a JSON object: {…}.";
  } catch (error) {
    const place = placeOf(error, text);
    return place
      ? `This isn’t valid JSON: look at line ${place.line}, column ${place.column}.`
      : "This isn’t valid JSON.";
  }
}

/** Browsers tell where in words of their own: by line and column, or by position. */
function placeOf(error: unknown, text: string): { line: number; column: number } | undefined {
  const message = error instanceof Error ? error.message : "";
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line && column) return { line: Number(line), column: Number(column) };
  const [, position] = /position (\d+)/.exec(message) ?? [];
  const offset = position ? Number(position) : endedEarly(message) ? text.length : undefined;
  if (offset === undefined) return undefined;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function endedEarly(message: string): boolean {
  return /end of (?:JSON|data)/i.test(message);
}
