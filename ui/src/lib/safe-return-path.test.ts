import { expect, it } from "vitest";
import { homePath, safeReturnPath } from "./safe-return-path";

it.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "settings",
  "",
  null,
])("%j leads home instead of elsewhere", (requested) => {
  expect(safeReturnPath(requested)).toBe(homePath);
});

it("keeps a path of this page with its query", () => {
  expect(safeReturnPath("/settings?tab=webhooks")).toBe("/settings?tab=webhooks");
});
