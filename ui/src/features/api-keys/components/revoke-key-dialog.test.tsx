import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { apiKey, keyStats } from "@/testing/fixtures";
import { hubServer, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const path = "*/api/organizations/api-keys/:id";

function hubKnows(key: ReturnType<typeof apiKey>) {
  const revoked: string[] = [];
  hubServer.use(
    http.get(path, () => HttpResponse.json(key)),
    http.delete(path, ({ params }) => {
      revoked.push(String(params.id));
      const propagation = { nodes: 3, acknowledged: 3, millis: 41 };
      return HttpResponse.json({ ...key, status: "revoked", propagation });
    }),
  );
  return revoked;
}

it("starts on Cancel, and tells afterwards where the key is refused", async () => {
  const revoked = hubKnows(apiKey());
  const { user } = renderApp(`${home}/api-keys/key_1/revoke`);
  const button = await screen.findByRole("button", { name: "Revoke key" });
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();

  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  expect(await screen.findByText(/Refused on 3 of 3 nodes/)).toBeInTheDocument();
  expect(revoked).toEqual(["key_1"]);
  await waitFor(() => expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument());
});

it("wants the name typed for a key that was used within the last seven days", async () => {
  const revoked = hubKnows(apiKey({ lastUsedAt: new Date(Date.now() - 4000).toISOString() }));
  const { user } = renderApp(`${home}/api-keys/key_1/revoke`);
  const name = await screen.findByLabelText("To confirm, type “CI”");
  const button = screen.getByRole("button", { name: "Revoke key" });

  await user.type(name, "C");
  expect(button).toBeDisabled();
  await user.type(name, "I");
  await user.click(button);
  await waitFor(() => expect(revoked).toEqual(["key_1"]));
});

it("tells how much the key is used, and from where", async () => {
  hubKnows(
    apiKey({ lastUsedAt: new Date(Date.now() - 4500).toISOString(), lastUsedIp: "203.0.113.7" }),
  );
  hubServer.use(
    http.get(`${path}/stats`, () => HttpResponse.json(keyStats({ callsLast24Hours: 1_204 }))),
  );
  renderApp(`${home}/api-keys/key_1/revoke`);
  const use = await screen.findByText(/Used 1,204 times in the last 24 h/);
  expect(use).toHaveTextContent(
    /^Used 1,204 times in the last 24 h, last \d+ seconds ago from 203\.0\.113\.7\.$/,
  );
});

it("revokes also where the use can't be counted", async () => {
  const revoked = hubKnows(apiKey());
  hubServer.use(http.get(`${path}/stats`, () => problem(503, "The database can’t be reached.")));
  const { user } = renderApp(`${home}/api-keys/key_1/revoke`);
  const button = await screen.findByRole("button", { name: "Revoke key" });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  await waitFor(() => expect(revoked).toEqual(["key_1"]));
});

it("offers to rotate the key instead, which a revoked or replaced one can't be", async () => {
  hubKnows(apiKey());
  const { user, router } = renderApp(`${home}/api-keys/key_1/revoke`);
  await user.click(await screen.findByRole("link", { name: "Rotate it instead" }));
  expect(router.state.location.pathname).toBe(`${home}/api-keys/key_1/rotate`);

  hubKnows(apiKey({ id: "key_2", name: "Old", replacedBy: "key_3" }));
  await router.navigate(`${home}/api-keys/key_2/revoke`);
  await screen.findByText("Revoke “Old”?");
  expect(screen.queryByRole("link", { name: "Rotate it instead" })).not.toBeInTheDocument();
});

it("leaves a key alone that is revoked already", async () => {
  hubKnows(apiKey({ status: "revoked" }));
  renderApp(`${home}/api-keys/key_1/revoke`);
  expect(await screen.findByText("It is revoked already.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Revoke key" })).toBeDisabled();
});

it("gives the focus back to the row's actions when cancelled", async () => {
  hubKnows(apiKey());
  const { user } = renderApp();
  await user.click(await screen.findByRole("button", { name: "Actions for CI" }));
  await user.click(await screen.findByRole("menuitem", { name: /Revoke/ }));
  await user.click(await screen.findByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Actions for CI" })).toHaveFocus());
});
