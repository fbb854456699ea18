import { describe, expect, it } from "vitest";
import { eventTypes } from "@/testing/fixtures";
import { checkPayload, examplePayload, testableEvents } from "./test-payload";

describe("checkPayload", () => {
  it("takes any JSON object", () => {
    expect(checkPayload("{}")).toBeUndefined();
    expect(checkPayload(' {"a": [1.0, null]}\n')).toBeUndefined();
  });

  it("says where JSON breaks off or goes wrong", () => {
    expect(checkPayload('{\n  "a": 1,\n}')).toMatch(/line 3, column 1\./);
    expect(checkPayload('{\n  "a": ')).toMatch(/line 2, column 8\./);
    expect(checkPayload("")).toMatch(/line 1, column 1\./);
  });

  it.each(["[]", "null", '"text"', "1"])("refuses %s, which is no object", (text) => {
    expect(checkPayload(text)).toMatch(/JSON object/);
  });
});

it("offers the webhook's own events, or all while it has none or every one", () => {
  const names = (events: string[]) => testableEvents(eventTypes, events).map(({ name }) => name);
  expect(names(["user.created"])).toEqual(["user.created"]);
  expect(names([])).toHaveLength(3);
  expect(names(["*"])).toHaveLength(3);
  expect(names(["no.longer.there"])).toHaveLength(3);
});

it("shows an example as a person would write it", () => {
  const [type] = eventTypes;
  if (!type) throw new Error("no type");
  expect(examplePayload({ ...type, example: { a: 1 } })).toBe('{\n  "a": 1\n}');
  expect(examplePayload(undefined)).toBe("{}");
});
