import { describe, expect, it } from "vitest";
import { historyWords } from "./history-words";

const at = "2026-11-24T10:00:00Z";
const wordsOf = (action: string, detail = {}) => historyWords({ action, detail, at });
const did = (action: string, detail = {}) => wordsOf(action, detail).did;

describe("an entry of the history", () => {
  it.each([
    ["api_key.created", "created the key"],
    ["api_key.disabled", "disabled the key"],
    ["api_key.enabled", "enabled the key"],
    ["api_key.rotated", "rotated the key"],
    ["api_key.revoked", "revoked the key"],
    ["api_key.leaked", "reported the key as leaked"],
  ])("%s reads “%s”", (action, expected) => expect(did(action)).toBe(expected));

  it("has no words for an action of a newer hub, so that it is shown as it is", () => {
    expect(did("api_key.painted")).toBeUndefined();
  });

  it("tells of each changed field what it was and what it is", () => {
    const { changes } = wordsOf("api_key.changed", {
      rateLimitPerHour: { from: null, to: 2000 },
      ipAllowlist: { from: ["203.0.113.0/24", "::1/128"], to: [] },
      name: { from: "CI", to: "Deploy" },
    });
    expect(changes).toEqual([
      { field: "Rate limit", from: "no limit", to: "2,000" },
      { field: "IP allow-list", from: "203.0.113.0/24, ::1/128", to: "any address" },
      { field: "Name", from: "CI", to: "Deploy" },
    ]);
  });

  it("tells the new value alone where the old one was not written down", () => {
    const detail = { rateLimitPerHour: "unlimited" };
    expect(wordsOf("api_key.changed", detail).changes).toEqual([
      { field: "Rate limit", from: undefined, to: "no limit" },
    ]);
  });

  it("calls a change of the switch alone by its name", () => {
    expect(did("api_key.changed", { enabled: { from: true, to: false } })).toBe("disabled the key");
    expect(did("api_key.changed", { enabled: true })).toBe("enabled the key");
  });

  it("says what a rotation left of the old key", () => {
    expect(wordsOf("api_key.rotated", { expiresAt: "2026-11-24T10:00:00.004Z" }).note).toBe(
      "The old key was refused at once.",
    );
    expect(wordsOf("api_key.rotated", { expiresAt: "2026-11-24T16:00:00Z" }).note).toMatch(
      /^The old key ends on Nov 24, 2026, /,
    );
    expect(wordsOf("api_key.created", { replaces: "key_1" }).note).toBe("It replaces another key.");
  });

  it("says where a leak was found and what the hub did about it", () => {
    const detail = { source: "github", url: null, action: "disabled" };
    expect(wordsOf("api_key.leaked", detail).note).toBe("Found in github. The key was disabled.");
    expect(wordsOf("api_key.leaked", { action: "none" }).note).toBeUndefined();
  });
});
