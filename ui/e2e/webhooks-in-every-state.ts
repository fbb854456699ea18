import { type APIRequestContext, expect } from "@playwright/test";
import { createWebhook, publishEvent, readWebhook } from "./hub-api";

/** Nothing listens there. */
export const deafUrl = "https://127.0.0.1:1/hooks";

const data = { about: "states" };
/** The events of other tests would change what was reached. */
const undisturbed = { filter: data };
const deaf = { ...undisturbed, url: deafUrl, retry: { enabled: false } };

/** The badge of each webhook, by its name. */
export const stateOf = {
  "State of orders": "Healthy",
  "State of stock": "Degraded",
  "State of billing": "Failing",
  "State of archive": "Disabled",
  "State of users": "No data",
};

let made: Promise<void> | undefined;

/** Brings a webhook to each state by what its receiver does, once for all tests. */
export function webhooksInEveryState(request: APIRequestContext): Promise<void> {
  made ??= make(request);
  return made;
}

async function make(request: APIRequestContext) {
  await createWebhook(request, "State of archive", { ...undisturbed, enabled: false });
  const healthy = await createWebhook(request, "State of orders", undisturbed);
  const failing = await createWebhook(request, "State of billing", deaf);
  for (let event = 0; event < 2; event++) await publishEvent(request, data);
  // Three failures in a row are a worry, five of five deliveries lost are a failure.
  const degraded = await createWebhook(request, "State of stock", deaf);
  for (let event = 0; event < 3; event++) await publishEvent(request, data);
  await createWebhook(request, "State of users", undisturbed);

  const wanted = { [healthy]: "healthy", [failing]: "failing", [degraded]: "degraded" };
  for (const [id, status] of Object.entries(wanted)) {
    await expect
      .poll(async () => (await readWebhook(request, id)).status, { intervals: [100] })
      .toBe(status);
  }
}
