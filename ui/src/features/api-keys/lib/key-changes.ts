import type { ApiKey, ChangeApiKey } from "../api/api-key";
import { checkAllowlist } from "./ip-allowlist";
import { emptyKeyForm, type KeyFormValues } from "./key-form";
import { accessOf, type Resource, scopesFor } from "./scope-access";

/** What can be changed about a key, each in a form of its own. */
export type EditableField = "name" | "scopes" | "rateLimitPerHour" | "ipAllowlist";

/** The form as it would have to be filled in to get this key. */
export function formOf(key: ApiKey, resources: Resource[]): KeyFormValues {
  return {
    ...emptyKeyForm,
    name: key.name,
    scopes: choiceOf(key.scopes, resources),
    rateLimitPerHour: key.rateLimitPerHour?.toString() ?? "",
    ipAllowlist: key.ipAllowlist.join("\n"),
  };
}

/** The request that changes this one field and leaves the others alone. */
export function changeOf(
  field: EditableField,
  values: KeyFormValues,
  resources: Resource[],
): ChangeApiKey {
  switch (field) {
    case "name":
      return { name: values.name.trim() };
    case "scopes":
      return { scopes: scopesFor(values.scopes.preset, values.scopes.access, resources) };
    case "rateLimitPerHour":
      return { rateLimitPerHour: numberOrNull(values.rateLimitPerHour.trim()) };
    case "ipAllowlist":
      return { ipAllowlist: checkAllowlist(values.ipAllowlist).map(({ text }) => text) };
  }
}

function numberOrNull(text: string): number | null {
  return text === "" ? null : Number(text);
}

/** The scopes of a key that the editor can't show, and that saving would take away. */
export function scopesLostBySaving(scopes: string[], resources: Resource[]): string[] {
  const { preset, access } = choiceOf(scopes, resources);
  const kept = scopesFor(preset, access, resources);
  return scopes.filter((scope) => !kept.includes(scope));
}

function choiceOf(scopes: string[], resources: Resource[]): KeyFormValues["scopes"] {
  const preset = (["all", "read"] as const).find((candidate) =>
    sameScopes(scopesFor(candidate, {}, resources), scopes),
  );
  return { preset: preset ?? "custom", access: accessOf(scopes, resources) };
}

function sameScopes(some: string[], others: string[]) {
  return some.length === others.length && some.every((scope) => others.includes(scope));
}
