import { describe, expect, it } from "vitest";
import { allowlistError, checkAllowlist } from "./ip-allowlist";

describe("checkAllowlist", () => {
  it.each([
    "203.0.113.7",
    "203.0.113.0/24",
    "0.0.0.0/0",
    "2001:db8::/32",
    "::1",
    "2001:db8:85a3::8a2e:370:7334/128",
    "::ffff:203.0.113.7",
  ])("takes %s", (entry) => {
    expect(checkAllowlist(entry)).toEqual([{ number: 1, text: entry, error: undefined }]);
  });

  it.each([
    "203.0.113.256",
    "203.0.113",
    "010.0.0.1",
    "203.0.113.0/33",
    "203.0.113.0/",
    "203.0.113.0/24/8",
    "2001:db8::/129",
    "2001::db8::1",
    "12345::",
    "fe80::1%eth0",
    "example.com",
  ])("refuses %s", (entry) => {
    expect(checkAllowlist(entry)[0]?.error).toBeDefined();
  });

  it("names the line as the reader counts it, empty lines included", () => {
    const lines = checkAllowlist("203.0.113.7\n\n  nonsense \n203.0.113.7");
    expect(allowlistError(lines)).toBe(
      "Line 3: “nonsense” is not an IP address or CIDR range.\nLine 4: “203.0.113.7” is there twice.",
    );
  });

  it("has no complaint about an empty list", () => {
    expect(allowlistError(checkAllowlist(" \n "))).toBeUndefined();
  });
});
