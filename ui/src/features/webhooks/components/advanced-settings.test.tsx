import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { webhook } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const list = "*/api/organizations/webhooks";
const publicKey = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
const asymmetric = webhook({ signatureScheme: "v1a", publicKey });
const filter = { durationSeconds: { $gte: 3600 } };

function hubTakes(saved = webhook()) {
  const bodies: unknown[] = [];
  const answer = async ({ request }: { request: Request }) => {
    bodies.push(await request.json());
    return HttpResponse.json({ ...saved, secret: saved.publicKey ?? "whsec_c2VjcmV0" });
  };
  hubServer.use(
    http.get(`${list}/:id`, () => HttpResponse.json(saved)),
    http.post(list, answer),
    http.patch(`${list}/:id`, answer),
    http.post(`${list}/:id/rotate-secret`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ...asymmetric, secret: publicKey });
    }),
  );
  return bodies;
}

async function newWebhook() {
  const app = renderApp(`${home}/webhooks/new`);
  await app.user.type(await screen.findByLabelText("Name"), "Billing");
  await app.user.type(screen.getByLabelText("URL"), "https://example.com/hooks");
  await app.user.click(screen.getByRole("checkbox", { name: /All events/ }));
  await app.user.click(screen.getByRole("button", { name: "Advanced settings" }));
  return { ...app, field: await screen.findByLabelText(/^Filter/) };
}

async function savedWebhook() {
  const app = renderApp(`${home}/webhooks/wh_1/edit`);
  await screen.findByLabelText("Name");
  return app;
}

const add = () => screen.getByRole("button", { name: "Add webhook" });
const save = () => screen.getByRole("button", { name: "Save changes" });

describe("the filter", () => {
  it("starts from an example and goes out as JSON", async () => {
    const bodies = hubTakes();
    const { user, field } = await newWebhook();
    await user.click(screen.getByRole("button", { name: "Insert an example" }));
    expect(field).toHaveValue(
      '{\n  "durationSeconds": {\n    "$gte": 3600\n  },\n  "customer.plan": "pro"\n}',
    );
    await user.click(add());
    await waitFor(() =>
      expect(bodies).toEqual([
        expect.objectContaining({ filter: { ...filter, "customer.plan": "pro" } }),
      ]),
    );
  });

  it("is checked as JSON while it is typed, and stops a form that folds it away", async () => {
    const bodies = hubTakes();
    const { user, field } = await newWebhook();
    await user.click(field);
    await user.paste('{"plan": "pro"');
    expect(field).toHaveAccessibleDescription(/isn’t valid JSON: look at line 1/);
    await user.click(screen.getByRole("button", { name: "Advanced settings" }));
    expect(screen.queryByLabelText(/^Filter/)).not.toBeInTheDocument();
    await user.click(add());
    await waitFor(() => expect(screen.getByLabelText(/^Filter/)).toHaveFocus());
    expect(bodies).toEqual([]);
  });

  it("shows the hub's complaint with its place", async () => {
    const { user, field } = await newWebhook();
    hubServer.use(
      http.post(list, () =>
        problem(400, "Invalid.", [{ pointer: "/filter/plan/$like", detail: "is no operator" }]),
      ),
    );
    await user.click(field);
    await user.paste('{"plan": {"$like": "p"}}');
    await user.click(add());
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(/“plan → \$like” is no operator\./),
    );
  });

  it("is open where there is one, and can be taken away", async () => {
    const bodies = hubTakes(webhook({ filter }));
    const { user } = await savedWebhook();
    await user.clear(await screen.findByLabelText(/^Filter/));
    await user.click(save());
    await waitFor(() => expect(bodies).toEqual([{ filter: null }]));
  });
});

describe("order and pace", () => {
  const throttle = () => screen.getByLabelText(/^Requests per second/);

  it("go out with a new webhook", async () => {
    const bodies = hubTakes();
    const { user } = await newWebhook();
    const ordered = screen.getByRole("switch", { name: "Ordered delivery" });
    expect(ordered).toHaveAccessibleDescription(/holds the others up until it succeeds/);
    await user.click(ordered);
    await user.type(throttle(), "1000");
    await user.click(add());
    await waitFor(() =>
      expect(bodies).toEqual([expect.objectContaining({ ordered: true, throttlePerSecond: 1000 })]),
    );
  });

  it("are checked before they go out, and a form that folds them away opens", async () => {
    const bodies = hubTakes();
    const { user } = await newWebhook();
    await user.type(throttle(), "1001");
    await user.click(screen.getByRole("button", { name: "Advanced settings" }));
    await user.click(add());
    await waitFor(() => expect(throttle()).toHaveFocus());
    expect(throttle()).toHaveAccessibleDescription(/Use a whole number from 1 to 1000/);
    expect(bodies).toEqual([]);
  });

  it("show the hub's complaint", async () => {
    const { user } = await newWebhook();
    hubServer.use(
      http.post(list, () =>
        problem(400, "Invalid.", [{ pointer: "/throttlePerSecond", detail: "is too much" }]),
      ),
    );
    await user.type(throttle(), "500");
    await user.click(add());
    await waitFor(() => expect(throttle()).toHaveAccessibleDescription(/is too much/i));
  });

  it("are shown where they are set, changed, and the throttle is taken away by null", async () => {
    const bodies = hubTakes(webhook({ ordered: true, throttlePerSecond: 25 }));
    const { user } = await savedWebhook();
    expect(await screen.findByLabelText(/^Requests per second/)).toHaveValue("25");
    await user.click(screen.getByRole("switch", { name: "Ordered delivery", checked: true }));
    await user.clear(throttle());
    await user.click(save());
    await waitFor(() => expect(bodies).toEqual([{ ordered: false, throttlePerSecond: null }]));
  });
});

describe("signatures by a public key", () => {
  it("are chosen for a new webhook, which shows its key and code that checks by it", async () => {
    const bodies = hubTakes(asymmetric);
    const { user } = await newWebhook();
    await user.click(screen.getByRole("radio", { name: "Public key" }));
    expect(screen.getByText(/only the hub can sign/)).toBeInTheDocument();
    await user.click(add());
    expect(await screen.findByLabelText("Public key")).toHaveValue(publicKey);
    expect(bodies).toEqual([expect.objectContaining({ signatureScheme: "v1a" })]);
    expect(screen.queryByLabelText("Signing secret")).not.toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Java snippet" })).toHaveTextContent("Ed25519");
    await user.click(screen.getByRole("button", { name: "Copy public key" }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(publicKey));
  });

  it("come to a saved webhook by regenerating", async () => {
    const bodies = hubTakes();
    const { user } = await savedWebhook();
    await user.click(screen.getByRole("button", { name: "Regenerate…" }));
    await user.click(screen.getByRole("radio", { name: "Public key" }));
    await user.click(screen.getByRole("button", { name: "Regenerate secret" }));
    expect(await screen.findByLabelText("Public key")).toHaveValue(publicKey);
    expect(bodies).toEqual([{ overlapHours: 24, signatureScheme: "v1a" }]);
  });
});
