import type { components } from "@/generated/schema";

export type ApiKey = components["schemas"]["ApiKey"];
export type ListedApiKey = components["schemas"]["ListedApiKey"];
export type ApiKeyStatus = ApiKey["status"];
export type GeneratedApiKey = components["schemas"]["CreatedApiKey"];
export type GenerateApiKey = components["schemas"]["CreateApiKey"];
export type ChangeApiKey = components["schemas"]["ChangeApiKey"];
export type KeyLifetime = NonNullable<GenerateApiKey["expiresIn"]>;
