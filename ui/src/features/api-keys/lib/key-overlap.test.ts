import { describe, expect, it } from "vitest";
import { describeOverlap, endOfOldKey, fateOfOldKey, whyNotRotatable } from "./key-overlap";

const now = new Date("2026-11-24T10:00:00Z");

describe("the old key of a rotation", () => {
  it.each([
    ["0", "2026-11-24T10:00:00.000Z"],
    ["15m", "2026-11-24T10:15:00.000Z"],
    ["1h", "2026-11-24T11:00:00.000Z"],
    ["6h", "2026-11-24T16:00:00.000Z"],
    ["24h", "2026-11-25T10:00:00.000Z"],
  ] as const)("with an overlap of %s ends at %s", (overlap, end) => {
    expect(endOfOldKey({ expiresAt: null }, overlap, now).at.toISOString()).toBe(end);
  });

  it("never lives longer than its own expiry", () => {
    const key = { expiresAt: "2026-11-24T12:00:00Z" };
    expect(endOfOldKey(key, "1h", now).at.toISOString()).toBe("2026-11-24T11:00:00.000Z");
    expect(endOfOldKey(key, "24h", now).at.toISOString()).toBe("2026-11-24T12:00:00.000Z");
    expect(describeOverlap(key, "24h", now)).toContain("when the old key expires anyway");
  });

  it("is told to end at an exact time, or at once", () => {
    const key = { expiresAt: null };
    expect(describeOverlap(key, "6h", now)).toMatch(/until Nov 24, 2026, \d+:00.[AP]M\./);
    expect(describeOverlap(key, "0", now)).toContain("refused at once");
    expect(fateOfOldKey(key, "6h", now)).toMatch(/works until Nov 24, 2026, \d+:00.[AP]M\./);
    expect(fateOfOldKey(key, "0", now)).toContain("refused from now on");
  });
});

describe("whyNotRotatable", () => {
  it("lets only an active key be rotated that was not replaced yet", () => {
    expect(whyNotRotatable({ status: "active", replacedBy: null })).toBeUndefined();
    expect(whyNotRotatable({ status: "active", replacedBy: "key_2" })).toMatch(/already/);
  });

  it.each(["disabled", "expired", "revoked"] as const)("says what to do about a %s key", (status) =>
    expect(whyNotRotatable({ status, replacedBy: null })).toMatch(/generate a new key/),
  );
});
