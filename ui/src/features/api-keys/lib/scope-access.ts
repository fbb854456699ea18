/** `none`, or the action that a scope grants: `read` of `recordings:read`. */
export type Access = string;
export type ScopePreset = "all" | "read" | "custom";

/**
 * One choice of the editor: what scopes are about, with the levels it can be granted at. Reading and
 * writing are levels of one choice, since writing includes reading; any other action beside them, as
 * in `recordings:delete`, is a choice of its own under the scope's whole name.
 */
export interface Resource {
  name: string;
  levels: Access[];
  /** The scope of each level except `none`. */
  scopes: Record<Access, string>;
}

export type AccessByResource = Record<string, Access | undefined>;

/** A scope without an action, such as `admin`, is used. */
const bareAction = "use";

function subjectOf(scope: string): string {
  return scope.split(":")[0] ?? scope;
}

function actionOf(scope: string): Access {
  const colon = scope.indexOf(":");
  return colon === -1 ? bareAction : scope.slice(colon + 1);
}

export function resourcesOf(scopeNames: string[]): Resource[] {
  const subjects = [...new Set(scopeNames.map(subjectOf))];
  return subjects.flatMap((subject) => {
    const scopes = scopeNames.filter((scope) => subjectOf(scope) === subject);
    const graded = (["read", "write"] as const).flatMap((level) =>
      scopes.filter((scope) => actionOf(scope) === level),
    );
    const others = scopes.filter((scope) => !graded.includes(scope));
    if (graded.length === 0 && others.length === 1) return [choice(subject, others)];
    return [
      ...(graded.length > 0 ? [choice(subject, graded)] : []),
      ...others.map((scope) => choice(scope, [scope])),
    ];
  });
}

function choice(name: string, scopes: string[]): Resource {
  return {
    name,
    levels: ["none", ...scopes.map(actionOf)],
    scopes: Object.fromEntries(scopes.map((scope) => [actionOf(scope), scope])),
  };
}

/** Whether “Read only” would grant anything. */
export function canBeReadOnly(resources: Resource[]): boolean {
  return resources.some(({ levels }) => levels.includes("read"));
}

/** The scopes to ask for. Writing includes reading, since a verification asks for each by its name. */
export function scopesFor(
  preset: ScopePreset,
  access: AccessByResource,
  resources: Resource[],
): string[] {
  return resources.flatMap(({ name, levels, scopes }) => {
    const level = access[name];
    return levels
      .filter((offered) => {
        if (offered === "none") return false;
        if (preset === "all") return true;
        if (preset === "read") return offered === "read";
        return offered === level || (offered === "read" && level === "write");
      })
      .map((granted) => scopes[granted] ?? granted);
  });
}

/** What would have to be chosen under Custom to get these scopes. */
export function accessOf(scopes: string[], resources: Resource[]): AccessByResource {
  return Object.fromEntries(
    resources.map((resource) => [
      resource.name,
      resource.levels.findLast((level) => scopes.includes(resource.scopes[level] ?? "")) ?? "none",
    ]),
  );
}

/** One sentence that says what a key with these scopes will be able to do. */
export function describeScopes(scopes: string[], resources: Resource[]): string {
  const subjects = [...new Set(resources.map(({ name }) => subjectOf(name)))];
  const actionsOn = new Map(
    subjects.map((subject) => [
      subject,
      scopes.filter((scope) => subjectOf(scope) === subject).map(actionOf),
    ]),
  );
  const byVerb = new Map<string, string[]>();
  for (const verbs of ["read and change", "read"]) byVerb.set(verbs, []);
  for (const [subject, actions] of actionsOn) {
    for (const verb of verbsOf(actions)) byVerb.set(verb, [...(byVerb.get(verb) ?? []), subject]);
  }
  const abilities = [...byVerb]
    .filter(([, objects]) => objects.length > 0)
    .map(([verb, objects]) => `${verb} ${list(objects)}`);
  if (abilities.length === 0) return "This key can’t do anything yet.";

  const can = `This key can ${abilities.length > 2 ? list(abilities) : abilities.join(", and ")}`;
  const untouched = subjects.filter((subject) => actionsOn.get(subject)?.length === 0);
  return untouched.length > 0
    ? `${can}, but has no access to ${list(untouched, "or")}.`
    : `${can}.`;
}

function verbsOf(actions: Access[]): string[] {
  const others = actions.filter((action) => action !== "read" && action !== "write");
  const reads = actions.includes("read");
  if (!actions.includes("write")) return reads ? ["read", ...others] : others;
  return [reads ? "read and change" : "change", ...others];
}

function list(names: string[], type: "and" | "or" = "and"): string {
  const style = type === "and" ? "conjunction" : "disjunction";
  return new Intl.ListFormat("en", { type: style }).format(names);
}
