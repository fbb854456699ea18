import * as z from "zod/mini";
import type { FieldError } from "@/lib/api-problem";
import type { CreateWebhook, SignatureScheme, Webhook } from "../api/webhook";
import { checkWebhookUrl, type UrlRules } from "./check-webhook-url";
import { checkHeaderNames, checkHeaderValue, isBlank } from "./custom-headers";
import { checkFilter, filterOf, filterText } from "./filter-text";
import { maxRetriesLimit } from "./retry-schedule";

const maxNameLength = 100;
export const throttleLimit = 1000;

function isWholeNumber(text: string, least: number, most: number): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function wholeNumber(least: number, most: number) {
  return z.string().check(
    z.refine((text) => isWholeNumber(text, least, most), {
      error: `Use a whole number from ${least} to ${most}.`,
    }),
  );
}

const throttle = z.string().check(
  z.refine((text) => text.trim() === "" || isWholeNumber(text, 1, throttleLimit), {
    error: `Use a whole number from 1 to ${throttleLimit}, or leave it empty.`,
  }),
);

const headerRow = z.object({
  name: z.string(),
  value: z.string(),
  storedName: z.optional(z.string()),
});

const headers = z.array(headerRow).check(
  z.superRefine((rows, context) => {
    checkHeaderNames(rows).forEach((message, index) => {
      if (message) context.addIssue({ code: "custom", message, path: [index, "name"] });
    });
    rows.forEach((row, index) => {
      const message = checkHeaderValue(row);
      if (message) context.addIssue({ code: "custom", message, path: [index, "value"] });
    });
  }),
);

export function webhookFormSchema(rules: UrlRules) {
  return z.object({
    name: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, "Give the webhook a name."),
        z.maxLength(maxNameLength, `Use at most ${maxNameLength} characters.`),
      ),
    url: z.string().check(
      z.superRefine((text, context) => {
        const message = checkWebhookUrl(text, rules);
        if (message) context.addIssue({ code: "custom", message });
      }),
    ),
    events: z.array(z.string()).check(z.minLength(1, "Choose at least one event.")),
    headers,
    retry: z.object({
      enabled: z.boolean(),
      maxRetries: wholeNumber(0, maxRetriesLimit),
      timeoutSeconds: wholeNumber(1, 30),
    }),
    signatureScheme: z.enum<SignatureScheme[]>(["v1", "v1a"]),
    filter: z.string().check(
      z.superRefine((text, context) => {
        const message = checkFilter(text);
        if (message) context.addIssue({ code: "custom", message });
      }),
    ),
    ordered: z.boolean(),
    throttlePerSecond: throttle,
  });
}

export type WebhookFormValues = z.infer<ReturnType<typeof webhookFormSchema>>;

export const emptyWebhookForm: WebhookFormValues = {
  name: "",
  url: "",
  events: [],
  headers: [],
  retry: { enabled: true, maxRetries: "7", timeoutSeconds: "15" },
  signatureScheme: "v1",
  filter: "",
  ordered: false,
  throttlePerSecond: "",
};

/** A saved webhook as its form shows it: without the values of its headers, which nobody can read. */
export function formOf(webhook: Webhook): WebhookFormValues {
  const { name, url, events, headers, retry, signatureScheme, filter, ordered } = webhook;
  const { enabled, maxRetries, timeoutSeconds } = emptyWebhookForm.retry;
  return {
    name,
    url,
    events,
    headers: headers.map((header) => ({ name: header.name, value: "", storedName: header.name })),
    retry: {
      enabled: retry.enabled ?? enabled,
      maxRetries: String(retry.maxRetries ?? maxRetries),
      timeoutSeconds: String(retry.timeoutSeconds ?? timeoutSeconds),
    },
    signatureScheme,
    filter: filterText(filter),
    ordered,
    throttlePerSecond: String(webhook.throttlePerSecond ?? ""),
  };
}

export function requestOf(values: WebhookFormValues): CreateWebhook {
  return {
    name: values.name,
    url: values.url.trim(),
    events: values.events,
    headers: values.headers
      .filter((header) => !isBlank(header))
      .map(({ name, value }) => ({ name: name.trim(), value })),
    retry: {
      enabled: values.retry.enabled,
      maxRetries: Number(values.retry.maxRetries),
      timeoutSeconds: Number(values.retry.timeoutSeconds),
    },
    enabled: true,
    ordered: values.ordered,
    // What is as usual needs no mention.
    ...(values.signatureScheme !== "v1" && { signatureScheme: values.signatureScheme }),
    ...(values.filter.trim() !== "" && { filter: filterOf(values.filter) }),
    ...(values.throttlePerSecond.trim() !== "" && {
      throttlePerSecond: Number(values.throttlePerSecond),
    }),
  };
}

type WebhookField =
  | "name"
  | "url"
  | "events"
  | "headers"
  | "filter"
  | "throttlePerSecond"
  | `headers.${number}.name`
  | `headers.${number}.value`
  | "retry.maxRetries"
  | "retry.timeoutSeconds";

/** The field that the hub complains about. Blank rows weren't sent, so header 1 may be row 2. */
export function fieldOfWebhookError(
  { pointer }: FieldError,
  rows: WebhookFormValues["headers"],
): WebhookField | undefined {
  const [, name, second, third] = pointer.split("/");
  switch (name) {
    case "name":
    case "url":
    case "events":
    case "filter":
    case "throttlePerSecond":
      return name;
    case "retry":
      return second === "maxRetries" || second === "timeoutSeconds" ? `retry.${second}` : undefined;
    case "headers": {
      const sent = rows.map((row, index) => ({ row, index })).filter(({ row }) => !isBlank(row));
      const index = sent[Number(second)]?.index;
      if (index === undefined) return "headers";
      return `headers.${index}.${third === "value" ? "value" : "name"}`;
    }
    default:
      return undefined;
  }
}
