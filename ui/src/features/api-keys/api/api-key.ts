import type { components } from "@/generated/schema";

export type ApiKey = components["schemas"]["ApiKey"];
export type ApiKeyStatus = ApiKey["status"];
export type GeneratedApiKey = components["schemas"]["GeneratedApiKey"];
export type GenerateApiKey = components["schemas"]["GenerateApiKey"];
export type KeyLifetime = NonNullable<GenerateApiKey["expiresIn"]>;
