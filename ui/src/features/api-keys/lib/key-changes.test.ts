import { describe, expect, it } from "vitest";
import { apiKey, scopes } from "@/testing/fixtures";
import { changeOf, formOf, scopesLostBySaving } from "./key-changes";
import { resourcesOf } from "./scope-access";

const resources = resourcesOf(scopes.map(({ name }) => name));

describe("a key's form", () => {
  it.each([
    ["all", scopes.map(({ name }) => name)],
    ["read", ["recordings:read", "users:read", "analytics:read", "organization:read"]],
    ["custom", ["recordings:read", "recordings:write"]],
  ])("shows %s for what was granted so, and saving changes nothing", (preset, granted) => {
    const form = formOf(apiKey({ scopes: granted }), resources);
    expect(form.scopes.preset).toBe(preset);
    expect(changeOf("scopes", form, resources)).toEqual({ scopes: granted });
  });

  it("asks for the one field alone", () => {
    const key = apiKey({ rateLimitPerHour: 1000, ipAllowlist: ["203.0.113.0/24", "::1"] });
    const form = formOf(key, resources);
    expect(form).toMatchObject({ rateLimitPerHour: "1000", ipAllowlist: "203.0.113.0/24\n::1" });
    expect(changeOf("name", { ...form, name: "Deploy" }, resources)).toEqual({ name: "Deploy" });
    expect(changeOf("ipAllowlist", { ...form, ipAllowlist: "" }, resources)).toEqual({
      ipAllowlist: [],
    });
  });

  it("takes a limit away by an explicit null, since what is absent stays", () => {
    const form = { ...formOf(apiKey({ rateLimitPerHour: 5 }), resources), rateLimitPerHour: "" };
    expect(changeOf("rateLimitPerHour", form, resources)).toEqual({ rateLimitPerHour: null });
  });

  it("names the scopes that left the catalogue, which saving would take away", () => {
    const granted = ["recordings:read", "billing:read"];
    expect(scopesLostBySaving(granted, resources)).toEqual(["billing:read"]);
    expect(scopesLostBySaving(["recordings:read"], resources)).toEqual([]);
  });
});
