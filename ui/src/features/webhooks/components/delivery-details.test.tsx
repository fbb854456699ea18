import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { attempt, delivery, deliveryDetail, session, webhook } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";
import type { DeliveryDetail } from "../api/delivery";

const webhookPath = "*/api/organizations/webhooks/:id";
const dialogPath = `${home}/webhooks/wh_1/deliveries`;
const body = '{"type":"recording.completed","timestamp":"2026-11-24T12:00:00Z","data":{"n":1.0}}';

function holdDelivery(different: Partial<DeliveryDetail> = {}) {
  const detail = deliveryDetail({
    request: { url: "https://example.com/hooks", headers: [], body },
    ...different,
  });
  const { attempts, request: _, ...row } = detail;
  hubServer.use(
    http.get(`${webhookPath}/deliveries`, () =>
      HttpResponse.json({
        data: [delivery({ ...row, attempts: attempts.length })],
        nextCursor: null,
        stats: { succeeded: 1, failed: 0, pending: 0 },
      }),
    ),
    http.get(`${webhookPath}/deliveries/:deliveryId`, ({ params }) =>
      HttpResponse.json({ ...detail, id: String(params.deliveryId) }),
    ),
  );
}

it("shows what the time of an attempt went by, also to those who can't see the bar", async () => {
  const timing = { dnsMs: 1.5, connectMs: 2, tlsMs: 10, firstByteMs: 20, reused: false };
  holdDelivery({ attempts: [attempt({ timing })] });
  renderApp(`${dialogPath}/dlv_1`);
  const table = await screen.findByRole("table", { name: /time of attempt 1/ });
  expect(within(table).getByRole("row", { name: "TLS 10 ms" })).toBeInTheDocument();
  expect(within(table).getByRole("row", { name: "DNS 1.5 ms" })).toBeInTheDocument();
});

describe("Send again edited", () => {
  function acceptResends() {
    const sent: string[] = [];
    hubServer.use(
      http.post(`${webhookPath}/deliveries/:deliveryId/resend`, async ({ request }) => {
        sent.push(await request.text());
        return HttpResponse.json({ eventId: "evt_2", deliveryId: "dlv_2" }, { status: 202 });
      }),
    );
    return sent;
  }

  it("isn't offered before the first attempt, when nobody has the data to edit", async () => {
    holdDelivery({ request: null, attempts: [], status: "pending" });
    renderApp(`${dialogPath}/dlv_1`);
    await screen.findByRole("button", { name: "Retry" });
    expect(screen.queryByRole("button", { name: "Send again edited…" })).not.toBeInTheDocument();
  });

  it("sends the data as typed, as a new event, and opens its delivery", async () => {
    holdDelivery();
    const sent = acceptResends();
    const { user, router } = renderApp(`${dialogPath}/dlv_1`);
    await user.click(await screen.findByRole("button", { name: "Send again edited…" }));
    const data = await screen.findByLabelText("Data");
    expect(data).toHaveValue('{\n  "n": 1.0\n}');
    await user.clear(data);
    await user.type(data, '{{"n": 12345678901234567890}');
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText("Sent as a new event.")).toBeInTheDocument();
    expect(sent).toEqual(['{"payload":{"n": 12345678901234567890}}']);
    await waitFor(() => expect(router.state.location.pathname).toBe(`${dialogPath}/dlv_2`));
    expect(await screen.findByRole("region", { name: "Linked delivery" })).toBeInTheDocument();
  });

  it("says what is wrong with the data, here or at the hub", async () => {
    holdDelivery();
    hubServer.use(
      http.post(`${webhookPath}/deliveries/:deliveryId/resend`, () =>
        problem(422, "Invalid", [{ pointer: "/payload/n", detail: "must be a string" }]),
      ),
    );
    const { user } = renderApp(`${dialogPath}/dlv_1`);
    await user.click(await screen.findByRole("button", { name: "Send again edited…" }));
    const data = await screen.findByLabelText("Data");
    await user.type(data, ",");
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/isn’t valid JSON/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Reset to original" }));
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText("/n must be a string.")).toBeInTheDocument();
  });

  it("says why the hub sends nothing, and keeps the key r to itself", async () => {
    holdDelivery();
    let retried = false;
    hubServer.use(
      http.post(`${webhookPath}/deliveries/:deliveryId/retry`, () => {
        retried = true;
        return new HttpResponse(null, { status: 202 });
      }),
      http.post(`${webhookPath}/deliveries/:deliveryId/resend`, () =>
        problem(409, "The webhook is disabled: enable it first."),
      ),
    );
    const { user } = renderApp(`${dialogPath}/dlv_1`);
    await user.click(await screen.findByRole("button", { name: "Send again edited…" }));
    (await screen.findByRole("button", { name: "Send" })).focus();
    await user.keyboard("r{Enter}");
    expect(await screen.findByText(/disabled: enable it first/)).toBeInTheDocument();
    expect(retried).toBe(false);
  });
});

describe("Skip", () => {
  const blocked = { status: "pending", attempts: [attempt({ responseCode: 500 })] } as const;

  it("asks, then gives up the delivery that the others wait for", async () => {
    holdDelivery({ ...blocked, attempts: [...blocked.attempts] });
    const skipped: string[] = [];
    hubServer.use(
      http.get(webhookPath, () => HttpResponse.json(webhook({ ordered: true }))),
      http.post(`${webhookPath}/deliveries/:deliveryId/skip`, ({ params }) => {
        skipped.push(String(params.deliveryId));
        return HttpResponse.json(delivery({ status: "failed" }));
      }),
    );
    const { user } = renderApp(`${dialogPath}/dlv_1`);
    await user.click(await screen.findByRole("button", { name: "Skip…" }));
    await user.click(await screen.findByRole("button", { name: "Skip delivery" }));
    expect(await screen.findByText("The delivery is skipped.")).toBeInTheDocument();
    expect(skipped).toEqual(["dlv_1"]);
  });

  it("leads from the webhook's notice to that delivery", async () => {
    holdDelivery({ ...blocked, attempts: [...blocked.attempts] });
    const blockedBy = { deliveryId: "dlv_1", since: "2026-11-24T12:00:00Z" };
    hubServer.use(
      http.get(webhookPath, () => HttpResponse.json(webhook({ ordered: true, blockedBy }))),
    );
    const { user, router } = renderApp(dialogPath);
    await user.click(await screen.findByRole("button", { name: "Show it" }));
    expect(router.state.location.pathname).toBe(`${dialogPath}/dlv_1`);
  });

  it("isn't offered where nothing waits", async () => {
    holdDelivery({ ...blocked, attempts: [...blocked.attempts] });
    renderApp(`${dialogPath}/dlv_1`);
    await screen.findByRole("button", { name: "Send again edited…" });
    expect(screen.queryByRole("button", { name: "Skip…" })).not.toBeInTheDocument();
  });
});

it("a member is offered none of it", async () => {
  hubServer.use(http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })));
  holdDelivery({ resentFrom: "evt_0" });
  renderApp(`${dialogPath}/dlv_1`);
  expect(await screen.findByText(/Edited from event evt_0/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Send again|Skip|Retry/ })).not.toBeInTheDocument();
});
