import { queryOptions, useQuery } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";

export type KeyStats = components["schemas"]["KeyStats"];
export type DayOfCalls = KeyStats["last7Days"][number];
export type KeyRateLimit = NonNullable<KeyStats["rateLimit"]>;

/** How long what is shown about a key's use may lag behind; nothing is asked while nobody looks. */
export const refreshMillis = 1_500;

/** Days begin at the reader's midnight. */
export const readersTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function fetchKeyStats(id: string) {
  return answerOf(
    hub.GET("/api/organizations/api-keys/{id}/stats", {
      params: { path: { id }, query: { timeZone: readersTimeZone } },
    }),
  );
}

export function keyStatsQuery(id: string) {
  return queryOptions({
    queryKey: ["api-key-stats", id],
    queryFn: () => fetchKeyStats(id),
    staleTime: 0,
    refetchInterval: refreshMillis,
  });
}

export function useKeyStats(id: string) {
  return useQuery(keyStatsQuery(id));
}
