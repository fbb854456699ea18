import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { session, webhook } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const path = "*/api/organizations/webhooks/:id";
const edit = `${home}/webhooks/wh_1/edit`;
const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const newSecret = "whsec_Zm9yZ2VyeSBpcyBub3QgYW4gb3B0aW9uIQ";

const saved = webhook({
  headers: [
    { name: "X-Env", value: "***" },
    { name: "X-Token", value: "***" },
  ],
});

function hubChanges() {
  const changes: unknown[] = [];
  hubServer.use(
    http.get(path, () => HttpResponse.json(saved)),
    http.patch(path, async ({ request }) => {
      const change = (await request.json()) as object;
      changes.push(change);
      return HttpResponse.json(webhook({ name: "Billing 2" }));
    }),
  );
  return changes;
}

function hubHasSecret() {
  const readings: string[] = [];
  const overlaps: unknown[] = [];
  hubServer.use(
    http.get(`${path}/secret`, ({ params }) => {
      readings.push(String(params.id));
      return HttpResponse.json({ secret });
    }),
    http.post(`${path}/rotate-secret`, async ({ request }) => {
      overlaps.push(await request.json());
      return HttpResponse.json({ ...webhook(), secret: newSecret });
    }),
  );
  return { readings, overlaps };
}

async function openForm() {
  const app = renderApp(edit);
  const name = await screen.findByLabelText("Name");
  await screen.findByRole("checkbox", { name: "recording.completed" });
  return { ...app, name };
}

const save = () => screen.getByRole("button", { name: "Save changes" });

describe("editing a webhook", () => {
  it("shows what is saved and sends only what was changed", async () => {
    const changes = hubChanges();
    const { user, name, router } = await openForm();
    expect(name).toHaveValue("Billing");
    expect(screen.getByLabelText("URL")).toHaveValue("https://example.com/hooks");
    expect(screen.getByRole("checkbox", { name: "recording.completed" })).toBeChecked();
    await user.clear(name);
    await user.type(name, "Billing 2");
    await user.click(save());
    expect(await screen.findByText("“Billing 2” is saved.")).toBeInTheDocument();
    expect(changes).toEqual([{ name: "Billing 2" }]);
    await waitFor(() => expect(router.state.location.pathname).toBe(home));
  });

  it("asks the hub for nothing if nothing was changed", async () => {
    const changes = hubChanges();
    const { user } = await openForm();
    await user.click(save());
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(changes).toEqual([]);
  });

  it("keeps the values of headers that nothing was typed for", async () => {
    const changes = hubChanges();
    const { user } = await openForm();
    expect(screen.getByLabelText("Value of header 1")).toHaveValue("");
    await user.type(screen.getByLabelText("Value of header 2"), "new");
    await user.click(save());
    await waitFor(() =>
      expect(changes).toEqual([
        { headers: [{ name: "X-Env" }, { name: "X-Token", value: "new" }] },
      ]),
    );
  });

  it("wants the value of a header that gets another name", async () => {
    const changes = hubChanges();
    const { user } = await openForm();
    await user.type(screen.getByLabelText("Name of header 2"), "-2");
    await user.click(save());
    expect(await screen.findByText(/keeps the stored one for X-Token only/)).toBeInTheDocument();
    expect(changes).toEqual([]);
  });

  it("puts the hub's complaint on the field", async () => {
    hubChanges();
    hubServer.use(
      http.patch(path, () =>
        problem(400, "Invalid.", [{ pointer: "/url", detail: "resolves to 10.0.0.1" }]),
      ),
    );
    const { user } = await openForm();
    await user.type(screen.getByLabelText("URL"), "/new");
    await user.click(save());
    await waitFor(() =>
      expect(screen.getByLabelText("URL")).toHaveAccessibleDescription("Resolves to 10.0.0.1."),
    );
  });

  it("says that there is no such webhook", async () => {
    hubServer.use(http.get(path, () => problem(404, "There is no such webhook.")));
    const { user } = renderApp(edit);
    expect(
      await screen.findByRole("heading", { name: "There is no such webhook" }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Show all webhooks" }));
    expect(await screen.findByRole("table", { name: "Webhooks" })).toBeInTheDocument();
  });

  it("is not for members: its link leads to the list", async () => {
    hubServer.use(
      http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })),
    );
    const { router } = renderApp(edit);
    await waitFor(() => expect(router.state.location.pathname).toBe(home));
  });
});

describe("the secret of a webhook", () => {
  it("is asked for when somebody wants to see it, and leaves no trace", async () => {
    const { readings } = hubHasSecret();
    const { user, queryClient } = await openForm();
    expect(readings).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Reveal secret" }));
    await waitFor(() => expect(screen.getByLabelText("Signing secret")).toHaveValue(secret));
    await user.click(screen.getByRole("button", { name: "Hide secret" }));
    expect(screen.getByLabelText("Signing secret")).not.toHaveValue(secret);
    expect(readings).toEqual(["wh_1"]);

    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    const caches = [
      ...queryClient.getQueryCache().getAll(),
      ...queryClient.getMutationCache().getAll(),
    ].map(({ state }) => state);
    expect(JSON.stringify(caches)).not.toContain(secret);
  });

  it("can be copied without being shown", async () => {
    hubHasSecret();
    const { user } = await openForm();
    await user.click(screen.getByRole("button", { name: "Copy secret" }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(secret));
    expect(screen.getByLabelText("Signing secret")).not.toHaveValue(secret);
  });

  it("says what an overlap means before it regenerates, and what it did", async () => {
    const { overlaps } = hubHasSecret();
    const { user } = await openForm();
    await user.click(screen.getByRole("button", { name: "Regenerate…" }));
    const choice = screen.getByRole("radiogroup", { name: "Overlap" });
    expect(within(choice).getByRole("radio", { name: "24 hours" })).toBeChecked();
    expect(screen.getByText(/carry signatures of both secrets until/)).toBeInTheDocument();
    await user.click(within(choice).getByRole("radio", { name: "None" }));
    expect(screen.getByText(/with the new secret alone, at once/)).toBeInTheDocument();
    await user.click(within(choice).getByRole("radio", { name: "7 days" }));
    await user.click(screen.getByRole("button", { name: "Regenerate secret" }));

    expect(await screen.findByText("There is a new secret.")).toBeInTheDocument();
    expect(overlaps).toEqual([{ overlapHours: 168 }]);
    expect(screen.getByRole("button", { name: "Regenerate…" })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Reveal secret" }));
    expect(screen.getByLabelText("Signing secret")).toHaveValue(newSecret);
  });

  it("stays if the hub refuses, which says why in place", async () => {
    hubServer.use(
      http.post(`${path}/rotate-secret`, () => problem(409, "5 former secrets sign already.")),
    );
    const { user } = await openForm();
    await user.click(screen.getByRole("button", { name: "Regenerate…" }));
    await user.click(screen.getByRole("button", { name: "Regenerate secret" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The secret was not regenerated.5 former secrets sign already.",
    );
  });

  it("comes with the code that checks signatures", async () => {
    const { user } = await openForm();
    await user.click(screen.getByRole("button", { name: "How the receiver checks the signature" }));
    expect(await screen.findByRole("region", { name: "Java snippet" })).toBeInTheDocument();
    await user.click(screen.getByRole("tab", { name: "Node" }));
    expect(screen.getByRole("region", { name: "Node snippet" })).toHaveTextContent(
      "webhook.verify",
    );
  });
});
