import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiProblem, type FieldError } from "./api-problem";

/**
 * Puts the hub's field errors on the fields and focuses the first.
 *
 * @param fieldOf the form's field for a pointer of the request body; undefined if it has none
 * @param detailOf what is wrong there; a field that has parts should say which is meant
 * @returns whether every error found its field; if not, the caller has to show the rest elsewhere
 */
export function showProblemInForm<Values extends FieldValues>(
  problem: unknown,
  form: UseFormReturn<Values>,
  fieldOf: (error: FieldError) => Path<Values> | undefined,
  detailOf: (error: FieldError) => string = ({ detail }) => detail,
): boolean {
  if (!(problem instanceof ApiProblem) || problem.errors.length === 0) return false;
  const placed = problem.errors.map((error) => ({ error, field: fieldOf(error) }));
  const messages = new Map<Path<Values>, string[]>();
  for (const { error, field } of placed) {
    if (field) messages.set(field, [...(messages.get(field) ?? []), sentence(detailOf(error))]);
  }
  let first = true;
  for (const [field, details] of messages) {
    form.setError(field, { type: "server", message: details.join(" ") }, { shouldFocus: first });
    first = false;
  }
  return placed.every(({ field }) => field !== undefined);
}

/** The hub's details read on from a field's name: “is required”. Here they stand alone. */
function sentence(detail: string): string {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
