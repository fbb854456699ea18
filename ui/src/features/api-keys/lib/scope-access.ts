export type Access = "none" | "read" | "write";
export type ScopePreset = "all" | "read" | "custom";

/** What scopes are about: `recordings` of `recordings:read` and `recordings:write`. */
export interface Resource {
  name: string;
  levels: Access[];
}

const levels: Access[] = ["none", "read", "write"];

export type AccessByResource = Record<string, Access | undefined>;

export function resourcesOf(scopeNames: string[]): Resource[] {
  const names = [...new Set(scopeNames.map((scope) => scope.split(":")[0] ?? scope))];
  return names.map((name) => ({
    name,
    levels: levels.filter((level) => level === "none" || scopeNames.includes(`${name}:${level}`)),
  }));
}

/** The scopes to ask for. Writing includes reading, since a verification asks for each by its name. */
export function scopesFor(
  preset: ScopePreset,
  access: AccessByResource,
  resources: Resource[],
): string[] {
  return resources.flatMap(({ name, levels: offered }) => {
    const level = preset === "all" ? "write" : preset === "read" ? "read" : access[name];
    const wanted: (Access | undefined)[] = level === "write" ? ["read", "write"] : [level];
    return offered
      .filter((granted) => granted !== "none" && wanted.includes(granted))
      .map((granted) => `${name}:${granted}`);
  });
}

/** One sentence that says what a key with these scopes will be able to do. */
export function describeScopes(scopes: string[], resources: Resource[]): string {
  const accessTo = ({ name }: Resource): Access => {
    if (scopes.includes(`${name}:write`)) return "write";
    return scopes.includes(`${name}:read`) ? "read" : "none";
  };
  const withAccess = (access: Access) =>
    resources.filter((resource) => accessTo(resource) === access).map(({ name }) => name);

  const [written, read, untouched] = [withAccess("write"), withAccess("read"), withAccess("none")];
  const abilities = [
    written.length > 0 && `read and change ${list(written)}`,
    read.length > 0 && `read ${list(read)}`,
  ].filter((ability) => ability !== false);
  if (abilities.length === 0) return "This key can’t do anything yet.";

  const can = `This key can ${abilities.join(", and ")}`;
  return untouched.length > 0
    ? `${can}, but has no access to ${list(untouched, "or")}.`
    : `${can}.`;
}

function list(names: string[], type: "and" | "or" = "and"): string {
  const style = type === "and" ? "conjunction" : "disjunction";
  return new Intl.ListFormat("en", { type: style }).format(names);
}
