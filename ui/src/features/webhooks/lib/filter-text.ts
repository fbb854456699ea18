/** Why a text can't be a filter; undefined if it can. None at all takes every event. */
export function checkFilter(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  try {
    const filter: unknown = JSON.parse(text);
    const isObject = typeof filter === "object" && filter !== null && !Array.isArray(filter);
    return isObject ? undefined : "Enter a JSON object: {…}.";
  } catch {
    return "This isn’t valid JSON.";
  }
}

/** What the hub is sent for a text that was checked. */
export function filterOf(text: string): unknown {
  return text.trim() === "" ? null : JSON.parse(text);
}

export function filterText(filter: unknown): string {
  return filter == null ? "" : JSON.stringify(filter, null, 2);
}

/** Where in the filter, in its own words: `customer.plan → $in` of `/filter/customer.plan/$in`. */
export function placeInFilter(pointer: string): string {
  const [, , ...steps] = pointer.split("/");
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")).join(" → ");
}
