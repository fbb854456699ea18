import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { apiKey, auditEntry, keyStats, session } from "@/testing/fixtures";
import { hubServer, page, problem } from "@/testing/hub-server";
import { home, renderApp } from "@/testing/render-app";

const keyPath = "*/api/organizations/api-keys/:id";
const statsPath = `${keyPath}/stats`;
const historyPath = "*/api/organizations/audit-log";
const detail = `${home}/api-keys/key_1`;

function hubKnows(
  key: Parameters<typeof apiKey>[0] = {},
  stats: Parameters<typeof keyStats>[0] = {},
) {
  hubServer.use(
    http.get(keyPath, () => HttpResponse.json(apiKey(key))),
    http.get(statsPath, () => HttpResponse.json(keyStats(stats))),
  );
}

describe("the details of a key", () => {
  it("show how it is used, in figures, by day and by outcome", async () => {
    const week = keyStats().last7Days;
    const today = { date: "2026-11-25", calls: 10, succeeded: 7, failed: 3 };
    hubKnows(
      {},
      {
        totalCalls: 1204,
        successRate: 0.987,
        averageLatencyMs: 12.4,
        p95LatencyMs: 31,
        last7Days: [...week.slice(1), today],
        outcomes: { RATE_LIMITED: 24, VALID: 1180 },
      },
    );
    renderApp(detail);
    const dialog = await screen.findByRole("dialog", { name: "CI" });
    expect(await within(dialog).findByText("1,204")).toBeInTheDocument();
    expect(within(dialog).getByText("98.7%")).toBeInTheDocument();
    expect(within(dialog).getByText("12 ms")).toBeInTheDocument();
    expect(within(dialog).getByText("31 ms")).toBeInTheDocument();

    const days = within(dialog).getByRole("table", { name: /last 7 days/ });
    expect(within(days).getAllByRole("row")).toHaveLength(8);
    expect(
      within(days).getByRole("row", { name: "Wednesday, November 25 7 3" }),
    ).toBeInTheDocument();
    expect(
      within(dialog)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent)
        .filter((text) => /VALID|LIMITED/.test(text ?? "")),
    ).toEqual(["AllowedVALID1,180", "Refused: over the rate limitRATE_LIMITED24"]);
  });

  it("ask for days that begin at the reader's midnight", async () => {
    const zones: (string | null)[] = [];
    hubServer.use(
      http.get(statsPath, ({ request }) => {
        zones.push(new URL(request.url).searchParams.get("timeZone"));
        return HttpResponse.json(keyStats());
      }),
    );
    renderApp(detail);
    await screen.findByText("Total calls");
    await waitFor(() => expect(zones).toEqual([Intl.DateTimeFormat().resolvedOptions().timeZone]));
  });

  it("have a dash and a hint while no latency was reported", async () => {
    renderApp(detail);
    expect(await screen.findByText(/No latency yet/)).toBeInTheDocument();
    expect(screen.getAllByText("–")).toHaveLength(3);
  });

  it("measure this hour's use against the limit", async () => {
    const resetAt = new Date(Date.now() + 12.5 * 60_000).toISOString();
    hubKnows({ rateLimitPerHour: 1000 }, { rateLimit: { limit: 1000, remaining: 873, resetAt } });
    renderApp(detail);
    const meter = await screen.findByRole("meter", { name: "Calls of this hour" });
    expect(meter).toHaveAttribute("aria-valuenow", "127");
    expect(meter).toHaveAttribute("aria-valuemax", "1000");
    expect(screen.getByText(/127 of 1,000 used/)).toHaveTextContent("in 12 minutes");
  });

  it("warn of a leak and of attempts with a wrong secret", async () => {
    hubKnows(
      { leakedAt: "2026-11-20T00:00:00Z", status: "disabled" },
      { failedAttemptsLast7Days: 2 },
    );
    renderApp(detail);
    expect(await screen.findByText("Leaked")).toBeInTheDocument();
    expect(screen.getByText(/Reported as leaked/)).toBeInTheDocument();
    expect(await screen.findByText(/2 failed attempts in the last 7 days/)).toBeInTheDocument();
  });

  it("lead from a rotated key to its replacement, and closing that leads to the list", async () => {
    hubServer.use(
      http.get(keyPath, ({ params }) =>
        HttpResponse.json(
          params.id === "key_1"
            ? apiKey({ replacedBy: "key_2" })
            : apiKey({ id: "key_2", prefix: "ihk_live_newnewnew1" }),
        ),
      ),
    );
    const { user, router } = renderApp();
    await screen.findByRole("table", { name: "API keys" });
    await router.navigate(detail, { state: { opener: "generate-key" } });
    await user.click(await screen.findByRole("link", { name: "Show the key that replaces it" }));
    expect(await screen.findByText("ihk_live_newnewnew1")).toBeInTheDocument();
    expect(router.state.location.pathname).toBe(`${home}/api-keys/key_2`);

    await user.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(home));
  });

  it("say that there is no such key", async () => {
    hubServer.use(http.get(keyPath, () => problem(404, "There is no such API key.")));
    const { user, router } = renderApp(detail);
    expect(await screen.findByText("There is no such key")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Show all API keys" }));
    expect(router.state.location.pathname).toBe(home);
  });

  it("say what failed, each where it belongs, and try again when asked", async () => {
    hubServer.use(
      http.get(statsPath, () => problem(503, "The figures are busy.")),
      http.get(historyPath, () => problem(503, "The log is busy.")),
    );
    const { user } = renderApp(detail);
    expect(await screen.findByText("The figures are busy.")).toBeInTheDocument();
    expect(await screen.findByText("The log is busy.")).toBeInTheDocument();
    expect(screen.getByText("ihk_live_7Fk2mQ9xTb", { selector: "header *" })).toBeInTheDocument();

    hubServer.use(http.get(statsPath, () => HttpResponse.json(keyStats({ totalCalls: 77 }))));
    await user.click(screen.getAllByRole("button", { name: "Retry" })[0] as HTMLElement);
    expect(await screen.findByText("77")).toBeInTheDocument();
  });
});

describe("the history of a key", () => {
  it("tells who changed what, from what to what, and loads more", async () => {
    const changed = auditEntry({
      id: "aud_2",
      action: "api_key.changed",
      actor: { kind: "operator", id: "rk_1", name: "Billing system" },
      detail: { rateLimitPerHour: { from: 1000, to: 2000 } },
    });
    hubServer.use(
      http.get(historyPath, ({ request }) => {
        const { searchParams } = new URL(request.url);
        expect(searchParams.get("target")).toBe("key_1");
        return searchParams.get("cursor") === "c1"
          ? page(auditEntry({ action: "api_key.painted" }))
          : HttpResponse.json({ data: [changed], nextCursor: "c1" });
      }),
    );
    const { user } = renderApp(detail);
    const history = await screen.findByRole("list", { name: "History" });
    expect(history).toHaveTextContent("Billing system (root key) changed the key");
    expect(history).toHaveTextContent("Rate limit: 1,000 → to 2,000");
    expect(history).toHaveTextContent("from 203.0.113.9");

    const dialog = screen.getByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Load more" }));
    await waitFor(() => expect(history).toHaveTextContent("Ana Kovač api_key.painted"));
  });
});

describe("who can't change a key", () => {
  it("is a member, who sees everything without the actions", async () => {
    hubServer.use(
      http.get("*/api/session", () => HttpResponse.json({ ...session, role: "member" })),
    );
    renderApp(detail);
    const dialog = await screen.findByRole("dialog", { name: "CI" });
    expect(await within(dialog).findByText(/created the key/)).toBeInTheDocument();
    expect(
      within(dialog)
        .getAllByRole("button")
        .map(({ ariaLabel }) => ariaLabel),
    ).toEqual(["Close"]);
    expect(within(dialog).queryByRole("switch")).not.toBeInTheDocument();
  });

  it.each(["revoked", "expired"] as const)("is anybody, once it is %s", async (status) => {
    hubKnows({ status, expiresAt: "2026-11-20T00:00:00Z" });
    renderApp(detail);
    const dialog = await screen.findByRole("dialog", { name: "CI" });
    expect(within(dialog).queryByRole("button", { name: /^Edit/ })).not.toBeInTheDocument();
    expect(within(dialog).queryByRole("switch")).not.toBeInTheDocument();
    expect(within(dialog).queryByRole("button", { name: /Rotate/ })).not.toBeInTheDocument();
  });
});
