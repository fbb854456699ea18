import { useQuery, useQueryClient } from "@tanstack/react-query";
import { apiKeyQuery } from "./get-api-key";
import { keyStatsQuery, refreshMillis } from "./get-key-stats";
import { keyHistoryQuery } from "./list-key-history";

/** A key whose last use and status stay current while it is looked at. */
export function useWatchedApiKey(id: string) {
  return useQuery({ ...apiKeyQuery(id), refetchInterval: refreshMillis });
}

/** After a change: what is told about the key beyond its settings. */
export function useRefreshKeyDetails(id: string) {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries(keyStatsQuery(id)),
      queryClient.invalidateQueries(keyHistoryQuery(id)),
    ]);
}
