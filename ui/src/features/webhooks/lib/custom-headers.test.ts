import { describe, expect, it } from "vitest";
import { checkHeaderNames, checkHeaderValue, keepsValue, parseHeaderLines } from "./custom-headers";

const named = (...names: string[]) => names.map((name) => ({ name, value: "x" }));

describe("checkHeaderNames", () => {
  it("takes names of token characters", () => {
    expect(checkHeaderNames(named("X-Env", "Authorization"))).toEqual([undefined, undefined]);
  });

  it.each(["webhook-signature", "Webhook-Id", "Content-Type", "HOST", "User-Agent"])(
    "refuses %s, which the hub sets",
    (name) => {
      expect(checkHeaderNames(named(name))[0]).toMatch(/sets/);
    },
  );

  it("refuses the second of two names that differ in case only", () => {
    expect(checkHeaderNames(named("X-Env", "x-env"))).toEqual([undefined, "x-env is there twice."]);
  });

  it("refuses names with spaces and values without a name, and passes over blank rows", () => {
    expect(checkHeaderNames(named("X Env"))[0]).toMatch(/letters/);
    expect(checkHeaderNames(named(""))[0]).toBe("Enter a name.");
    expect(checkHeaderNames([{ name: "", value: "" }])).toEqual([undefined]);
  });
});

describe("checkHeaderValue", () => {
  it("refuses what could end the header or is longer than 4 KiB", () => {
    expect(checkHeaderValue({ name: "X", value: "a\r\nHost: evil" })).toMatch(/line breaks/);
    expect(checkHeaderValue({ name: "X", value: "é".repeat(2048) })).toMatch(/4 KiB/);
    expect(checkHeaderValue({ name: "X", value: "tab\tis fine" })).toBeUndefined();
  });
});

describe("a header that the hub has a value for", () => {
  it("needs no value under its old name, in whatever case", () => {
    const row = { name: "x-token", value: "", storedName: "X-Token" };
    expect(keepsValue(row)).toBe(true);
    expect(checkHeaderValue(row)).toBeUndefined();
  });

  it("needs one under another name, as a new header does", () => {
    const renamed = { name: "X-Other", value: "", storedName: "X-Token" };
    expect(checkHeaderValue(renamed)).toMatch(/Type the value as well/);
    expect(checkHeaderValue({ name: "X-New", value: "" })).toBe("Enter a value.");
  });

  it("isn't left out for an empty name", () => {
    const nameless = { name: "", value: "", storedName: "X-Token" };
    expect(checkHeaderNames([nameless])[0]).toBe("Enter a name.");
  });
});

describe("parseHeaderLines", () => {
  it("reads Name: value lines, with colons in the value", () => {
    expect(parseHeaderLines("X-Env: prod\r\n\r\nX-Url:https://a:1\n")).toEqual([
      { name: "X-Env", value: "prod" },
      { name: "X-Url", value: "https://a:1" },
    ]);
  });

  it("leaves any other text to be pasted as it is", () => {
    expect(parseHeaderLines("X-Env")).toBeUndefined();
    expect(parseHeaderLines("X-Env: prod\nnonsense")).toBeUndefined();
    expect(parseHeaderLines("")).toBeUndefined();
  });
});
