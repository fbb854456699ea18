import { expect, it } from "vitest";
import { eventTypes } from "@/testing/fixtures";
import { groupEventTypes, selectionOf, withNames } from "./event-groups";

it("groups event types by what comes before the first dot", () => {
  const groups = groupEventTypes(eventTypes, "");
  expect(groups.map(({ name, types }) => [name, types.length])).toEqual([
    ["recording", 2],
    ["user", 1],
  ]);
});

it("searches names and descriptions and leaves out groups without a match", () => {
  expect(groupEventTypes(eventTypes, " USER ").map(({ name }) => name)).toEqual(["user"]);
});

it("tells a part of a group from the whole", () => {
  const [group] = groupEventTypes(eventTypes, "recording");
  if (!group) throw new Error("no group");
  expect(selectionOf(group, ["user.created"])).toBe("none");
  expect(selectionOf(group, ["recording.created"])).toBe("some");
  expect(selectionOf(group, ["recording.created", "recording.completed"])).toBe("all");
});

it("adds and removes names without touching the others", () => {
  expect(withNames(["a", "b"], ["b", "c"], true)).toEqual(["a", "b", "c"]);
  expect(withNames(["a", "b", "c"], ["b", "c"], false)).toEqual(["a"]);
});
