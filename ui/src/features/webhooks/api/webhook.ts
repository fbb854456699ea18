import type { components, paths } from "@/generated/schema";

export type Webhook = components["schemas"]["Webhook"];
export type WebhookStatus = Webhook["status"];
export type CreateWebhook = components["schemas"]["CreateWebhook"];
export type ChangeWebhook = NonNullable<
  paths["/api/organizations/webhooks/{id}"]["patch"]["requestBody"]
>["content"]["application/json"];
export type SignatureScheme = Webhook["signatureScheme"];
export type CreatedWebhook = components["schemas"]["CreatedWebhook"];
/** With every default filled in. */
export type RetrySettings = {
  [Name in keyof components["schemas"]["WebhookRetry"]]-?: NonNullable<
    components["schemas"]["WebhookRetry"][Name]
  >;
};
export type Header = components["schemas"]["WebhookHeader"];
