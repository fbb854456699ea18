import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { session } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const loggedOut = () => problem(401, "Log in first.");

it("login leads back to where one wanted to go", async () => {
  hubServer.use(
    http.get("*/api/session", loggedOut),
    http.post("*/api/session", () => HttpResponse.json(session)),
  );
  const { user, router } = renderApp(`${home}?tab=webhooks`);
  await user.type(await screen.findByLabelText("Email"), "ana@acme.example");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Log in" }));
  expect(await screen.findByText("Billing")).toBeInTheDocument();
  expect(router.state.location.pathname + router.state.location.search).toBe(
    `${home}?tab=webhooks`,
  );
});

it("a wrong password is told in the form, and the password can be typed again at once", async () => {
  hubServer.use(
    http.get("*/api/session", loggedOut),
    http.post("*/api/session", () => problem(401, "Bad credentials.")),
  );
  const { user } = renderApp("/login");
  await user.type(await screen.findByLabelText("Email"), "ana@acme.example");
  await user.type(screen.getByLabelText("Password"), "wrong");
  await user.click(screen.getByRole("button", { name: "Log in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(/password is wrong/);
  expect(screen.getByLabelText("Password")).toHaveFocus();
});

it("a session that ended leads to the login page and back", async () => {
  const { user, router } = renderApp();
  await screen.findByText("CI");
  hubServer.use(
    http.get("*/api/session", loggedOut),
    http.get("*/api/organizations/api-keys", loggedOut),
  );
  await user.selectOptions(screen.getByLabelText("Status"), "revoked");
  expect(await screen.findByRole("heading", { name: "Log in" })).toBeInTheDocument();
  const returnTo = new URLSearchParams(router.state.location.search).get("returnTo");
  expect(returnTo).toBe(`${home}?status=revoked`);
});

it("signing out forgets the session", async () => {
  let csrfToken: string | null = null;
  hubServer.use(
    http.delete("*/api/session", ({ request }) => {
      csrfToken = request.headers.get("X-CSRF-Token");
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = renderApp();
  await user.click(await screen.findByRole("button", { name: "Account of Ana Kovač" }));
  hubServer.use(http.get("*/api/session", loggedOut));
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  expect(await screen.findByRole("heading", { name: "Log in" })).toBeInTheDocument();
  expect(csrfToken).toBe("csrf-1");
});

it("the set-up token leaves the address before anything else can read it", async () => {
  let body: unknown;
  hubServer.use(
    http.get("*/api/session", loggedOut),
    http.get("*/api/setup", () => HttpResponse.json({ required: true })),
    http.post("*/api/setup", async ({ request }) => {
      body = await request.json();
      return HttpResponse.json(session, { status: 201 });
    }),
  );
  window.history.replaceState(null, "", "/setup#token=one-time");
  const { user } = renderApp("/setup");
  await user.type(await screen.findByLabelText("Organization"), "Acme");
  expect(window.location.hash).toBe("");
  await user.type(screen.getByLabelText("Your name"), "Ana");
  await user.type(screen.getByLabelText("Email"), "ana@acme.example");
  await user.type(screen.getByLabelText("Password"), "short");
  await user.click(screen.getByRole("button", { name: "Create organization" }));
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(/Use at least 12/);

  await user.type(screen.getByLabelText("Password"), " but longer now");
  await user.click(screen.getByRole("button", { name: "Create organization" }));
  await waitFor(() =>
    expect(body).toEqual({
      token: "one-time",
      organization: "Acme",
      name: "Ana",
      email: "ana@acme.example",
      password: "short but longer now",
    }),
  );
  expect(await screen.findByText("CI")).toBeInTheDocument();
});
