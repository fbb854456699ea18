import { expect, it } from "vitest";
import { jsonTokens } from "./json-tokens";

const printed = (text: string) =>
  jsonTokens(text)
    ?.map((token) => token.text)
    .join("");

it("indents as a person would", () => {
  expect(printed('{"a":[1,{"b":null}],"c":{},"d":[]}')).toBe(
    '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
  );
});

it("keeps numbers, escapes and repeated keys as they were sent", () => {
  const text = '{"id":9007199254740993,"pi":3.140,"id":-1e3,"s":"\\u00e9 \\"{,}:"}';
  expect(printed(text)?.replaceAll(/\n *|(?<=:) /g, "")).toBe(text);
});

it("tells keys from strings", () => {
  const kinds = jsonTokens('{"a":"b"}')?.map(({ kind }) => kind);
  expect(kinds).toContain("key");
  expect(kinds).toContain("string");
});

it("has nothing to say about what isn't JSON", () => {
  expect(jsonTokens("<h1>Bad gateway</h1>")).toBeUndefined();
});
