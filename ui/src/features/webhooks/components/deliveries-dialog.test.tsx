import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { eventStreams } from "@/testing/event-streams";
import { attempt, delivery, deliveryDetail, session } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const list = "*/api/organizations/webhooks/:id/deliveries";
const dialogPath = `${home}/webhooks/wh_1/deliveries`;

function deliveries(...data: ReturnType<typeof delivery>[]) {
  const stats = { succeeded: 1204, failed: 12, pending: 1 };
  return HttpResponse.json({ data, nextCursor: null, stats });
}

describe("the deliveries of a webhook", () => {
  it("show a new delivery without being asked again", async () => {
    hubServer.use(http.get(list, () => deliveries()));
    renderApp(dialogPath);
    expect(await screen.findByText("No deliveries yet")).toBeInTheDocument();

    hubServer.use(http.get(list, () => deliveries(delivery())));
    eventStreams.tell("changed");
    expect(await screen.findByRole("button", { name: /recording.completed/ })).toBeInTheDocument();
  });

  it("open one with its request and response, and keep it in the address", async () => {
    hubServer.use(
      http.get(list, () => deliveries(delivery())),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(deliveryDetail())),
    );
    const { user, router } = renderApp(dialogPath);
    await user.click(await screen.findByRole("button", { name: /recording.completed/ }));
    expect(router.state.location.pathname).toBe(`${dialogPath}/dlv_1`);

    const response = await screen.findByRole("region", { name: "response body" });
    expect(response).toHaveTextContent('{ "received": true }');
    await user.click(screen.getByRole("tab", { name: "Request" }));
    expect(screen.getByRole("region", { name: "request body" })).toHaveTextContent(
      '{ "type": "recording.completed" }',
    );
    await user.click(screen.getByRole("button", { name: "Show request body raw" }));
    expect(screen.getByRole("region", { name: "request body" }).textContent).toBe(
      '{"type":"recording.completed"}',
    );
  });

  it("open one by its link that is too old to be among the rows", async () => {
    hubServer.use(
      http.get(list, () => deliveries(delivery({ id: "dlv_new" }))),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(deliveryDetail())),
    );
    const { user, router } = renderApp(`${dialogPath}/dlv_1`);
    const linked = await screen.findByRole("region", { name: "Linked delivery" });
    expect(await within(linked).findByText("Attempt 1")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Close linked delivery" }));
    expect(linked).not.toBeInTheDocument();
    expect(router.state.location.pathname).toBe(dialogPath);
  });

  it("say that a longer answer was cut, and count down to the next attempt", async () => {
    const pending = deliveryDetail({
      status: "pending",
      nextAttemptAt: new Date(Date.now() + 290_000).toISOString(),
      attempts: [attempt({ responseCode: 503, error: "http_503", truncated: true })],
    });
    hubServer.use(
      http.get(list, () => deliveries(delivery({ status: "pending" }))),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(pending)),
    );
    renderApp(`${dialogPath}/dlv_1`);
    const steps = await screen.findByRole("list", { name: "Attempts" });
    expect(within(steps).getByText("Attempt 1")).toBeInTheDocument();
    expect(steps).toHaveTextContent(/Attempt 2 in 4 min/);
    expect(screen.getByText(/only its beginning was kept/)).toBeInTheDocument();
  });

  it("compare the answers to two attempts", async () => {
    const retried = deliveryDetail({
      attempts: [
        attempt({ responseCode: 500, error: "http_500", responseBody: '{"received":false}' }),
        attempt({ number: 2 }),
      ],
    });
    hubServer.use(
      http.get(list, () => deliveries(delivery())),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(retried)),
    );
    const { user } = renderApp(`${dialogPath}/dlv_1`);
    await user.selectOptions(await screen.findByLabelText("Compare with"), "Attempt 1");
    expect(await screen.findByRole("row", { name: "Status 500 200" })).toBeInTheDocument();
    expect(screen.getByText("No difference.")).toBeInTheDocument();
    const body = screen.getByRole("region", { name: "Body" });
    expect(body).toHaveTextContent(/− only earlier: "received": false/);
    expect(body).toHaveTextContent(/\+ only later: "received": true/);
  });

  it("copy the request as a command", async () => {
    hubServer.use(
      http.get(list, () => deliveries(delivery())),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(deliveryDetail())),
    );
    const { user } = renderApp(`${dialogPath}/dlv_1`);
    await user.click(await screen.findByRole("tab", { name: "Request" }));
    await user.click(screen.getByRole("button", { name: /Copy as curl/ }));
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toMatch(/^curl -X POST 'https:\/\/example.com/),
    );
  });

  it("tell no match from none at all, and from an error", async () => {
    hubServer.use(
      http.get(list, ({ request }) =>
        new URL(request.url).searchParams.get("status") === "failure"
          ? deliveries()
          : deliveries(delivery()),
      ),
    );
    const { user } = renderApp(dialogPath);
    await user.click(await screen.findByRole("radio", { name: "Failure" }));
    expect(await screen.findByText("No delivery matches")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(await screen.findByRole("table", { name: "Deliveries" })).toBeInTheDocument();
  });

  it("say what failed when they can't be loaded", async () => {
    hubServer.use(http.get(list, () => problem(503, "The database can’t be reached.")));
    renderApp(dialogPath);
    expect(await screen.findByText("The database can’t be reached.")).toBeInTheDocument();
  });
});

describe("Retry", () => {
  it("asks the hub to deliver again", async () => {
    const retried: string[] = [];
    hubServer.use(
      http.get(list, () => deliveries(delivery())),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(deliveryDetail())),
      http.post(`${list}/:deliveryId/retry`, ({ params }) => {
        retried.push(String(params.deliveryId));
        return new HttpResponse(null, { status: 202 });
      }),
    );
    const { user } = renderApp(`${dialogPath}/dlv_1`);
    await user.click(await screen.findByRole("button", { name: "Retry" }));
    expect(await screen.findByText("The delivery is being retried.")).toBeInTheDocument();
    expect(retried).toEqual(["dlv_1"]);
  });

  it("has the key r, for the opened delivery", async () => {
    const retried: string[] = [];
    hubServer.use(
      http.get(list, () => deliveries(delivery())),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(deliveryDetail())),
      http.post(`${list}/:deliveryId/retry`, ({ params }) => {
        retried.push(String(params.deliveryId));
        return new HttpResponse(null, { status: 202 });
      }),
    );
    const { user } = renderApp(`${dialogPath}/dlv_1`);
    await screen.findByRole("button", { name: "Retry" });
    await user.keyboard("r");
    expect(await screen.findByText("The delivery is being retried.")).toBeInTheDocument();
    expect(retried).toEqual(["dlv_1"]);
  });

  it("is not offered to a member", async () => {
    hubServer.use(
      http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })),
      http.get(list, () => deliveries(delivery())),
      http.get(`${list}/:deliveryId`, () => HttpResponse.json(deliveryDetail())),
    );
    renderApp(`${dialogPath}/dlv_1`);
    expect(await screen.findByRole("tab", { name: "Response" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Retry" })).not.toBeInTheDocument();
  });
});
