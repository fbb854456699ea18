import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, FieldValues, Resolver } from "react-hook-form";
import type { ZodMiniType } from "zod/mini";

/**
 * Lets a schema check a form: the first complaint of each field counts. The resolver that
 * comes with react-hook-form also brings what zod's older versions need.
 */
export function zodResolver<Values extends FieldValues>(
  schema: ZodMiniType<Values, Values>,
): Resolver<Values> {
  return async (values, _context, options) => {
    const checked = schema.safeParse(values);
    if (checked.success) return { values: checked.data, errors: {} };
    const errors: Record<string, FieldError> = {};
    for (const { path, code, message } of checked.error.issues) {
      errors[path.join(".")] ??= { type: code, message };
    }
    return { values: {}, errors: toNestErrors<Values>(errors, options) };
  };
}
