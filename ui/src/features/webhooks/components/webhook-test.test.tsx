import { fireEvent, screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { eventTypes, testResult, webhook } from "@/testing/fixtures";
import { hubServer, page, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const webhooks = "*/api/organizations/webhooks";
const dialog = `${home}/webhooks/wh_1/test`;

function hubTests(result = testResult()) {
  const requests: { path: string; body: string }[] = [];
  const record = async ({ request }: { request: Request }) => {
    requests.push({ path: new URL(request.url).pathname, body: await request.text() });
    return HttpResponse.json(result);
  };
  hubServer.use(
    http.post(`${webhooks}/:id/test`, record),
    http.post(`${webhooks}/test`, record),
    http.get("*/api/event-types", () =>
      page(...eventTypes.map((type) => ({ ...type, example: { about: type.name } }))),
    ),
  );
  return requests;
}

const data = () => screen.findByLabelText("Data");
const send = () => screen.getByRole("button", { name: "Send test" });
const write = (field: HTMLElement, text: string) =>
  fireEvent.change(field, { target: { value: text } });

describe("testing a saved webhook", () => {
  it("sends the event's example and shows what came back", async () => {
    const requests = hubTests();
    const { user } = renderApp(dialog);
    expect(await data()).toHaveValue('{\n  "about": "recording.completed"\n}');
    await user.click(send());
    expect(
      await screen.findByText("The receiver accepted the request with 200."),
    ).toBeInTheDocument();
    expect(screen.getByText("43 ms")).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "response body" })).toHaveTextContent(
      '{ "received": true }',
    );
    await user.click(screen.getByRole("tab", { name: "Request" }));
    expect(screen.getByText("webhook-signature")).toBeInTheDocument();
    expect(requests).toHaveLength(1);
    expect(requests[0]?.path).toBe("/api/organizations/webhooks/wh_1/test");
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      event: "recording.completed",
      signature: "signed",
      payload: { about: "recording.completed" },
    });
  });

  it("sends the data to the letter, and none that isn't JSON", async () => {
    const requests = hubTests();
    const { user } = renderApp(dialog);
    const field = await data();
    write(field, '{"id": 90071992547409930,}');
    await user.click(send());
    expect(field).toHaveAccessibleDescription(/isn’t valid JSON: look at line 1, column 26/);
    write(field, "[1]");
    expect(field).toHaveAccessibleDescription(/Enter a JSON object/);
    expect(requests).toEqual([]);
    write(field, '{"id": 90071992547409930, "rate": 1.0}');
    expect(field).toBeValid();
    await user.click(send());
    await screen.findByText(/accepted the request/);
    expect(requests[0]?.body).toContain('"payload":{"id": 90071992547409930, "rate": 1.0}');
  });

  it("keeps what was typed for one event while another is looked at", async () => {
    hubTests();
    hubServer.use(http.get(`${webhooks}/:id`, () => HttpResponse.json(webhook({ events: ["*"] }))));
    const { user } = renderApp(dialog);
    const event = await screen.findByLabelText("Event");
    write(await data(), '{"mine": 1}');
    await user.selectOptions(event, "user.created");
    expect(await data()).toHaveValue('{\n  "about": "user.created"\n}');
    await user.selectOptions(event, "recording.created");
    expect(await data()).toHaveValue('{"mine": 1}');
    await user.click(screen.getByRole("button", { name: "Reset to example" }));
    expect(await data()).toHaveValue('{\n  "about": "recording.created"\n}');
  });

  it("warns of a receiver that takes a tampered request", async () => {
    const requests = hubTests();
    const { user } = renderApp(dialog);
    await data();
    await user.click(screen.getByRole("radio", { name: "Tampered" }));
    await user.click(send());
    expect(await screen.findByText(/It doesn’t check signatures yet/)).toBeInTheDocument();
    expect(requests[0]?.body).toContain('"signature":"tampered"');
  });

  it("says why nothing came back", async () => {
    hubTests(
      testResult({
        success: false,
        statusCode: null,
        error: "connection_refused",
        errorDetail: "Connection refused: example.com:443",
        response: null,
      }),
    );
    const { user } = renderApp(dialog);
    await data();
    await user.click(send());
    expect(await screen.findByText(/A delivery would be retried/)).toBeInTheDocument();
    expect(screen.getByText("connection_refused")).toBeInTheDocument();
    expect(screen.getByText("Connection refused: example.com:443")).toBeInTheDocument();
  });

  it("tells in place why the hub sent nothing", async () => {
    hubTests();
    hubServer.use(
      http.post(`${webhooks}/:id/test`, () => problem(429, "5 tests are under way, the limit.")),
    );
    const { user } = renderApp(dialog);
    await data();
    await user.click(send());
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The test was not sent.5 tests are under way, the limit.",
    );
  });
});

describe("testing from the form", () => {
  it("of a new webhook sends what is typed, and a failure doesn't keep it from being added", async () => {
    const requests = hubTests(testResult({ success: false, statusCode: 500 }));
    hubServer.use(
      http.post(webhooks, () =>
        HttpResponse.json({ ...webhook(), secret: "whsec_x" }, { status: 201 }),
      ),
    );
    const { user } = renderApp(`${home}/webhooks/new`);
    await user.type(await screen.findByLabelText("Name"), "Billing");
    await user.click(screen.getByRole("button", { name: "Test webhook" }));
    await data();
    await user.click(send());
    expect(await screen.findByText(/Enter a whole URL/)).toBeInTheDocument();
    expect(requests).toEqual([]);

    await user.type(screen.getByLabelText("URL"), "https://example.com/hooks");
    await user.click(send());
    expect(await screen.findByText(/The receiver answered 500/)).toBeInTheDocument();
    expect(requests[0]?.path).toBe("/api/organizations/webhooks/test");
    expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({
      url: "https://example.com/hooks",
      headers: [],
      timeoutSeconds: 15,
    });
    await user.click(screen.getByRole("checkbox", { name: /All events/ }));
    await user.click(screen.getByRole("button", { name: "Add webhook" }));
    expect(await screen.findByText("“Billing” is ready")).toBeInTheDocument();
  });

  it("of a saved webhook sends what is saved until the form changes it", async () => {
    const requests = hubTests();
    const { user } = renderApp(`${home}/webhooks/wh_1/edit`);
    await user.click(await screen.findByRole("button", { name: "Test webhook" }));
    await data();
    await user.click(send());
    await screen.findByText(/accepted the request/);
    await user.type(screen.getByLabelText("URL"), "/new");
    expect(screen.getByText(/This tests your unsaved changes/)).toBeInTheDocument();
    await user.click(send());
    await waitFor(() => expect(requests).toHaveLength(2));
    expect(requests.map(({ path }) => path)).toEqual([
      "/api/organizations/webhooks/wh_1/test",
      "/api/organizations/webhooks/test",
    ]);
  });

  it("puts the hub's complaint about the URL on the URL", async () => {
    hubTests();
    hubServer.use(
      http.post(`${webhooks}/test`, () =>
        problem(400, "Invalid.", [{ pointer: "/url", detail: "resolves to 10.0.0.1" }]),
      ),
    );
    const { user } = renderApp(`${home}/webhooks/new`);
    await user.type(await screen.findByLabelText("URL"), "https://inside.example.com/");
    await user.click(screen.getByRole("button", { name: "Test webhook" }));
    await data();
    await user.click(send());
    await waitFor(() =>
      expect(screen.getByLabelText("URL")).toHaveAccessibleDescription("Resolves to 10.0.0.1."),
    );
    expect(screen.queryByText("The test was not sent.")).not.toBeInTheDocument();
  });
});
