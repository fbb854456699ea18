import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { expect, it } from "vitest";
import { hubServer } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

it("says how many deliveries will be cancelled before it deletes", async () => {
  let deleted = false;
  hubServer.use(
    http.get("*/api/organizations/webhooks/:id/deliveries", () =>
      HttpResponse.json({
        data: [],
        nextCursor: null,
        stats: { succeeded: 0, failed: 0, pending: 3 },
      }),
    ),
    http.delete("*/api/organizations/webhooks/:id", () => {
      deleted = true;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = renderApp(`${home}/webhooks/wh_1/delete`);
  expect(await screen.findByText("3 pending deliveries will be cancelled.")).toBeInTheDocument();
  const button = screen.getByRole("button", { name: "Delete webhook" });
  await waitFor(() => expect(button).toBeEnabled());
  expect(deleted).toBe(false);
  await user.click(button);
  expect(await screen.findByText("“Billing” is deleted.")).toBeInTheDocument();
  expect(deleted).toBe(true);
});
