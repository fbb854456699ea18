import * as z from "zod/mini";
import type { FieldError } from "@/lib/api-problem";
import type { GenerateApiKey } from "../api/api-key";
import { allowlistError, checkAllowlist } from "./ip-allowlist";
import { type AccessByResource, type Resource, scopesFor } from "./scope-access";

const maxNameLength = 100;
const maxRateLimit = 1_000_000;

const scopeChoice = z
  .object({
    preset: z.enum(["all", "read", "custom"]),
    access: z.custom<AccessByResource>(),
  })
  .check(
    z.refine(
      ({ preset, access }) =>
        preset !== "custom" || Object.values(access).some((level) => level && level !== "none"),
      "Choose at least one permission.",
    ),
  );

export const keyFormSchema = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Give the key a name."),
      z.maxLength(maxNameLength, `Use at most ${maxNameLength} characters.`),
    ),
  scopes: scopeChoice,
  rateLimitPerHour: z.string().check(
    z.trim(),
    z.refine(
      (text) => text === "" || (/^\d{1,7}$/.test(text) && isRateLimit(Number(text))),
      "Use a whole number from 1 to 1,000,000, or leave it empty.",
    ),
  ),
  ipAllowlist: z.string().check(
    z.superRefine((text, context) => {
      const message = allowlistError(checkAllowlist(text));
      if (message) context.addIssue({ code: "custom", message });
    }),
  ),
  expiresIn: z.enum(["never", "7d", "30d", "90d", "1y"]),
});

export type KeyFormValues = z.infer<typeof keyFormSchema>;

export const emptyKeyForm: KeyFormValues = {
  name: "",
  // Least privilege to begin with: a key that only reads does no harm.
  scopes: { preset: "read", access: {} },
  rateLimitPerHour: "",
  ipAllowlist: "",
  expiresIn: "90d",
};

function isRateLimit(value: number): boolean {
  return value >= 1 && value <= maxRateLimit;
}

export function requestOf(values: KeyFormValues, resources: Resource[]): GenerateApiKey {
  return {
    name: values.name,
    scopes: scopesFor(values.scopes.preset, values.scopes.access, resources),
    rateLimitPerHour: values.rateLimitPerHour === "" ? null : Number(values.rateLimitPerHour),
    ipAllowlist: checkAllowlist(values.ipAllowlist).map(({ text }) => text),
    expiresIn: values.expiresIn,
  };
}

/** `/ipAllowlist/2` is an error of the field `ipAllowlist`. */
export function fieldOfKeyError({ pointer }: FieldError): keyof KeyFormValues | undefined {
  const name = pointer.split("/")[1];
  return (Object.keys(emptyKeyForm) as (keyof KeyFormValues)[]).find((field) => field === name);
}
