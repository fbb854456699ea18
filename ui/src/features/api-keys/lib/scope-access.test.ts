import { describe, expect, it } from "vitest";
import { describeScopes, resourcesOf, scopesFor } from "./scope-access";

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
