import { expect, it } from "vitest";
import { eventDataOf } from "./event-data";

it("takes the data out of a body without changing its numbers", () => {
  const body =
    '{"type":"a.b","timestamp":"2026-11-24T12:00:00Z","data":{"n":1.0,"big":12345678901234567890}}';
  expect(eventDataOf(body)).toBe('{\n  "n": 1.0,\n  "big": 12345678901234567890\n}');
});

it("isn't misled by a type that looks like the rest of a body", () => {
  const body = '{"type":"a\\",\\"data\\":","timestamp":"t","data":{"x":[]}}';
  expect(eventDataOf(body)).toBe('{\n  "x": []\n}');
});

it("offers an empty object where there is no body of the hub's", () => {
  expect(eventDataOf(null)).toBe("{}");
  expect(eventDataOf("not sent yet")).toBe("{}");
});
