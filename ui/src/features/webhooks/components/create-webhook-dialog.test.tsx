import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { webhook } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const path = "*/api/organizations/webhooks";
const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

function hubCreates() {
  const bodies: unknown[] = [];
  hubServer.use(
    http.post(path, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ...webhook(), secret }, { status: 201 });
    }),
  );
  return bodies;
}

async function openForm() {
  const app = renderApp(`${home}/webhooks/new`);
  await app.user.type(await screen.findByLabelText("Name"), "Billing");
  return app;
}

const submit = () => screen.getByRole("button", { name: "Add webhook" });

it("sends what was filled in, and shows the secret only when asked to", async () => {
  const bodies = hubCreates();
  const { user, queryClient } = await openForm();
  await user.type(screen.getByLabelText("URL"), "https://example.com/hooks");
  await user.click(await screen.findByRole("checkbox", { name: "recording" }));
  await user.click(screen.getByRole("button", { name: "Add header" }));
  await user.click(screen.getByLabelText("Name of header 1"));
  await user.paste("X-Env: prod\nX-Token: abc");
  await user.click(submit());

  const field = await screen.findByLabelText("Signing secret");
  expect(bodies).toEqual([
    {
      name: "Billing",
      url: "https://example.com/hooks",
      events: ["recording.created", "recording.completed"],
      headers: [
        { name: "X-Env", value: "prod" },
        { name: "X-Token", value: "abc" },
      ],
      retry: { enabled: true, maxRetries: 7, timeoutSeconds: 15 },
      enabled: true,
      ordered: false,
    },
  ]);
  expect(field).not.toHaveValue(secret);
  await user.click(screen.getByRole("button", { name: "Reveal secret" }));
  expect(field).toHaveValue(secret);

  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  const caches = [
    ...queryClient.getQueryCache().getAll(),
    ...queryClient.getMutationCache().getAll(),
  ].map(({ state }) => state);
  expect(JSON.stringify(caches)).not.toContain(secret);
});

it("complains about the URL while it is typed", async () => {
  const { user } = await openForm();
  const url = screen.getByLabelText("URL");
  await user.type(url, "https://exam");
  expect(url).toBeValid();
  await user.clear(url);
  await user.type(url, "https://10.0.0.1/");
  expect(url).toHaveAccessibleDescription(/Private and reserved/);
});

it("shows the hub's own refusal on the URL", async () => {
  hubServer.use(
    http.post(path, () =>
      problem(422, "Invalid.", [{ pointer: "/url", detail: "resolves to 10.0.0.1" }]),
    ),
  );
  const { user } = await openForm();
  await user.type(screen.getByLabelText("URL"), "https://inside.example.com/");
  await user.click(screen.getByRole("checkbox", { name: /All events/ }));
  await user.click(submit());
  await waitFor(() =>
    expect(screen.getByLabelText("URL")).toHaveAccessibleDescription("Resolves to 10.0.0.1."),
  );
});

it("sends nothing without an event, or with a reserved or repeated header", async () => {
  const bodies = hubCreates();
  const { user } = await openForm();
  await user.type(screen.getByLabelText("URL"), "https://example.com/hooks");
  await user.click(screen.getByRole("button", { name: "Add header" }));
  await user.click(screen.getByLabelText("Name of header 1"));
  await user.paste("Host: a\nX-Env: b\nx-env: c");
  await user.click(submit());

  expect(await screen.findByText("Choose at least one event.")).toBeInTheDocument();
  expect(screen.getByText("The hub sets Host itself.")).toBeInTheDocument();
  expect(screen.getByText("x-env is there twice.")).toBeInTheDocument();
  expect(bodies).toEqual([]);
});
