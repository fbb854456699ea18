import { describe, expect, it } from "vitest";
import { historyWords } from "./history-words";

const did = (action: string, detail = {}) => historyWords({ action, detail }).did;

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
    const { changes } = historyWords({
      action: "api_key.changed",
      detail: {
        rateLimitPerHour: { from: null, to: 2000 },
        ipAllowlist: { from: ["203.0.113.0/24", "::1/128"], to: [] },
        name: { from: "CI", to: "Deploy" },
      },
    });
    expect(changes).toEqual([
      { field: "Rate limit", from: "no limit", to: "2,000" },
      { field: "IP allow-list", from: "203.0.113.0/24, ::1/128", to: "any address" },
      { field: "Name", from: "CI", to: "Deploy" },
    ]);
  });

  it("tells the new value alone where the old one was not written down", () => {
    const detail = { rateLimitPerHour: "unlimited" };
    expect(historyWords({ action: "api_key.changed", detail }).changes).toEqual([
      { field: "Rate limit", from: undefined, to: "no limit" },
    ]);
  });

  it("calls a change of the switch alone by its name", () => {
    expect(did("api_key.changed", { enabled: { from: true, to: false } })).toBe("disabled the key");
    expect(did("api_key.changed", { enabled: true })).toBe("enabled the key");
  });

  it("says how long the old key outlived a rotation, and where a leak was found", () => {
    expect(historyWords({ action: "api_key.rotated", detail: { overlap: "1h" } }).note).toBe(
      "The old key went on working for 1 hour.",
    );
    expect(historyWords({ action: "api_key.leaked", detail: { source: "github" } }).note).toBe(
      "Found in github.",
    );
  });
});
