import type { components, paths } from "@/generated/schema";

type Schemas = components["schemas"];

export const session: Schemas["Session"] = {
  user: { id: "usr_1", name: "Ana Kovač", email: "ana@acme.example" },
  organization: { id: "org_1", name: "Acme" },
  role: "owner",
  csrfToken: "csrf-1",
  clientIp: "203.0.113.9",
  webhookUrlRules: { httpAllowed: false, privateAddressesAllowed: false },
};

export function apiKey(different: Partial<Schemas["ApiKey"]> = {}): Schemas["ApiKey"] {
  return {
    id: "key_1",
    name: "CI",
    prefix: "ihk_live_7Fk2mQ9xTb",
    scopes: ["recordings:read"],
    rateLimitPerHour: null,
    ipAllowlist: [],
    expiresAt: null,
    createdAt: "2026-11-01T00:00:00Z",
    createdBy: { id: "usr_1", name: "Ana Kovač" },
    lastUsedAt: null,
    lastUsedIp: null,
    status: "active",
    replacedBy: null,
    leakedAt: null,
    ...different,
  };
}

export function listedApiKey(
  different: Partial<Schemas["ListedApiKey"]> = {},
): Schemas["ListedApiKey"] {
  return { ...apiKey(), callsLast7Days: [0, 0, 0, 0, 0, 0, 0], ...different };
}

export const hygiene: Schemas["KeyHygiene"] = {
  neverExpires: 1,
  idle: 0,
  expiring: 0,
  failedAttempts: 0,
};

export function webhook(different: Partial<Schemas["Webhook"]> = {}): Schemas["Webhook"] {
  return {
    id: "wh_1",
    name: "Billing",
    url: "https://example.com/hooks",
    events: ["recording.completed"],
    headers: [],
    signatureScheme: "v1",
    publicKey: null,
    filter: null,
    retry: { enabled: true, maxRetries: 7, timeoutSeconds: 15 },
    enabled: true,
    status: "healthy",
    disabled: null,
    pausedUntil: null,
    ordered: false,
    throttlePerSecond: null,
    blockedBy: null,
    statusReason: "100 % of 12 deliveries succeeded in the last 24 h",
    lastTriggeredAt: null,
    successRate: 1,
    createdAt: "2026-11-01T00:00:00Z",
    ...different,
  };
}

export function attempt(different: Partial<Schemas["Attempt"]> = {}): Schemas["Attempt"] {
  return {
    number: 1,
    startedAt: "2026-11-24T12:00:00Z",
    durationMs: 40,
    responseCode: 200,
    responseHeaders: [{ name: "content-type", value: "application/json" }],
    responseBody: '{"received":true}',
    truncated: false,
    error: null,
    errorDetail: null,
    trigger: "event",
    timing: null,
    ...different,
  };
}

export function deliveryDetail(
  different: Partial<Schemas["DeliveryDetail"]> = {},
): Schemas["DeliveryDetail"] {
  return {
    id: "dlv_1",
    eventId: "evt_1",
    event: "recording.completed",
    status: "succeeded",
    createdAt: "2026-11-24T12:00:00Z",
    durationMs: 40,
    responseCode: 200,
    nextAttemptAt: null,
    error: null,
    test: false,
    resentFrom: null,
    attempts: [attempt()],
    request: {
      url: "https://example.com/hooks",
      headers: [],
      body: '{"type":"recording.completed"}',
    },
    ...different,
  };
}

export function delivery(different: Partial<Schemas["Delivery"]> = {}): Schemas["Delivery"] {
  const { attempts, request: _request, resentFrom: _resentFrom, ...rest } = deliveryDetail();
  return { ...rest, attempts: attempts.length, ...different };
}

type TestResult =
  paths["/api/organizations/webhooks/{id}/test"]["post"]["responses"]["200"]["content"]["application/json"];

export function testResult(different: Partial<TestResult> = {}): TestResult {
  return {
    success: true,
    statusCode: 200,
    durationMs: 43,
    timing: { dnsMs: 2, connectMs: 8.4, tlsMs: 15.1, firstByteMs: 14, reused: false },
    error: null,
    errorDetail: null,
    request: {
      url: "https://example.com/hooks",
      headers: [{ name: "webhook-signature", value: "***" }],
      body: '{"type":"recording.completed"}',
    },
    response: {
      headers: [{ name: "content-type", value: "application/json" }],
      body: '{"received":true}',
      truncated: false,
    },
    ...different,
  };
}

export const scopes: Schemas["Scope"][] = [
  "recordings",
  "users",
  "analytics",
  "organization",
].flatMap((resource) => [
  { name: `${resource}:read`, description: `Read ${resource}` },
  { name: `${resource}:write`, description: `Change ${resource}` },
]);

export const eventTypes: Schemas["EventType"][] = [
  "recording.created",
  "recording.completed",
  "user.created",
].map((name) => ({ name, description: `About ${name}`, schema: {}, example: {} }));

export function keyStats(different: Partial<Schemas["KeyStats"]> = {}): Schemas["KeyStats"] {
  return {
    totalCalls: 0,
    successRate: null,
    averageLatencyMs: null,
    p95LatencyMs: null,
    lastUsedAt: null,
    last7Days: [18, 19, 20, 21, 22, 23, 24].map((day) => ({
      date: `2026-11-${day}`,
      calls: 0,
      succeeded: 0,
      failed: 0,
    })),
    outcomes: {},
    rateLimit: null,
    callsLast24Hours: 0,
    failedAttemptsLast7Days: 0,
    ...different,
  };
}

export function auditEntry(different: Partial<Schemas["AuditEntry"]> = {}): Schemas["AuditEntry"] {
  return {
    id: "aud_1",
    at: "2026-11-01T00:00:00Z",
    actor: { kind: "member", id: "usr_1", name: "Ana Kovač" },
    address: "203.0.113.9",
    action: "api_key.created",
    target: "key_1",
    detail: { name: "CI" },
    ...different,
  };
}
