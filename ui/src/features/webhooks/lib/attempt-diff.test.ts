import { expect, it } from "vitest";
import { diffLines, diffOf } from "./attempt-diff";

const signs = { same: " ", removed: "-", added: "+" };
const shown = (one: string, other: string) =>
  diffOf(one, other).map(({ kind, text }) => signs[kind] + text);

it("shows what is taken away and added, in order", () => {
  expect(shown("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
  expect(shown("", "a")).toEqual(["+a"]);
  expect(shown("a", "")).toEqual(["-a"]);
});

it("compares JSON by its members, however it was written", () => {
  expect(shown('{"a":1,"b":2}', '{ "a": 1, "b": 3 }')).toEqual([
    " {",
    '   "a": 1,',
    '-  "b": 2',
    '+  "b": 3',
    " }",
  ]);
});

it("gives up on texts too long to be read line by line", () => {
  const lines = Array.from({ length: 1_001 }, (_, index) => String(index));
  const kinds = diffLines(lines, lines).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["removed", "added"]));
});
