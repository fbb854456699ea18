import { describe, expect, it } from "vitest";
import { accessOf, canBeReadOnly, describeScopes, resourcesOf, scopesFor } from "./scope-access";

const resources = resourcesOf([
  "recordings:read",
  "recordings:write",
  "users:read",
  "users:write",
  "analytics:read",
]);

describe("scopesFor", () => {
  it("All asks for every scope there is", () => {
    expect(scopesFor("all", {}, resources)).toEqual([
      "recordings:read",
      "recordings:write",
      "users:read",
      "users:write",
      "analytics:read",
    ]);
  });

  it("Read only never asks for writing, whatever was chosen under Custom before", () => {
    expect(scopesFor("read", { recordings: "write" }, resources)).toEqual([
      "recordings:read",
      "users:read",
      "analytics:read",
    ]);
  });

  it("Custom gives write access together with read access, and nothing that wasn't chosen", () => {
    expect(scopesFor("custom", { recordings: "write", users: "none" }, resources)).toEqual([
      "recordings:read",
      "recordings:write",
    ]);
  });

  it("offers no level that the hub has no scope for", () => {
    expect(resources.find(({ name }) => name === "analytics")?.levels).toEqual(["none", "read"]);
  });
});

describe("describeScopes", () => {
  it("says what can be changed, what read, and what stays out of reach", () => {
    const scopes = ["recordings:read", "recordings:write", "users:read"];
    expect(describeScopes(scopes, resources)).toBe(
      "This key can read and change recordings, and read users, but has no access to analytics.",
    );
  });

  it("leaves out what there is nothing to say about", () => {
    const scopes = ["recordings:read", "users:read", "analytics:read"];
    expect(describeScopes(scopes, resources)).toBe(
      "This key can read recordings, users, and analytics.",
    );
  });

  it("says so when the key could do nothing", () => {
    expect(describeScopes([], resources)).toBe("This key can’t do anything yet.");
  });
});

describe("a catalogue with other actions than reading and writing", () => {
  const custom = resourcesOf(["calls:place", "media:read", "media:write", "media:delete", "admin"]);

  it("offers each of them as a choice of its own", () => {
    expect(custom.map(({ name, levels }) => [name, levels])).toEqual([
      ["calls", ["none", "place"]],
      ["media", ["none", "read", "write"]],
      ["media:delete", ["none", "delete"]],
      ["admin", ["none", "use"]],
    ]);
  });

  it("asks for them by their names, and for none of them under Read only", () => {
    expect(scopesFor("all", {}, custom)).toEqual([
      "calls:place",
      "media:read",
      "media:write",
      "media:delete",
      "admin",
    ]);
    expect(scopesFor("read", {}, custom)).toEqual(["media:read"]);
    const access = { calls: "place", "media:delete": "delete", admin: "use" };
    expect(scopesFor("custom", access, custom)).toEqual(["calls:place", "media:delete", "admin"]);
  });

  it("calls them by their verbs", () => {
    expect(describeScopes(["calls:place", "media:read", "media:delete"], custom)).toBe(
      "This key can read media, place calls, and delete media, but has no access to admin.",
    );
  });

  it("has no Read only where nothing can be read", () => {
    expect(canBeReadOnly(custom)).toBe(true);
    expect(canBeReadOnly(resourcesOf(["calls:place"]))).toBe(false);
  });

  it("finds back what was chosen", () => {
    const access = { calls: "none", media: "write", "media:delete": "delete", admin: "use" };
    expect(accessOf(scopesFor("custom", access, custom), custom)).toEqual(access);
  });
});
