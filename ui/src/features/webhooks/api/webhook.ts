import type { components } from "@/generated/schema";

export type Webhook = components["schemas"]["Webhook"];
export type WebhookStatus = Webhook["status"];
export type CreateWebhook = components["schemas"]["CreateWebhook"];
export type CreatedWebhook = components["schemas"]["CreatedWebhook"];
export type RetrySettings = components["schemas"]["RetrySettings"];
export type Header = components["schemas"]["Header"];
