import type { EventType } from "../api/list-event-types";

export const everyEvent = "*";

export interface EventGroup {
  /** `recording` of `recording.completed`. */
  name: string;
  types: EventType[];
}

/** Event types by what they are about, those only that match the search. */
export function groupEventTypes(types: EventType[], search: string): EventGroup[] {
  const wanted = search.trim().toLowerCase();
  const groups = new Map<string, EventType[]>();
  for (const type of types) {
    if (!`${type.name} ${type.description}`.toLowerCase().includes(wanted)) continue;
    const name = type.name.split(".")[0] ?? type.name;
    groups.set(name, [...(groups.get(name) ?? []), type]);
  }
  return [...groups].map(([name, members]) => ({ name, types: members }));
}

export type Selection = "none" | "some" | "all";

export function selectionOf(group: EventGroup, chosen: string[]): Selection {
  const count = group.types.filter(({ name }) => chosen.includes(name)).length;
  if (count === 0) return "none";
  return count === group.types.length ? "all" : "some";
}

export function withNames(chosen: string[], names: string[], included: boolean): string[] {
  const others = chosen.filter((name) => !names.includes(name));
  return included ? [...others, ...names] : others;
}
