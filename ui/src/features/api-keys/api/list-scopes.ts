import { queryOptions, useQuery } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";

export type Scope = components["schemas"]["Scope"];

async function fetchScopes(): Promise<Scope[]> {
  const page = await answerOf(hub.GET("/api/scopes"));
  return page.data;
}

export const scopesQuery = queryOptions({
  queryKey: ["scopes"],
  queryFn: fetchScopes,
  staleTime: 5 * 60_000,
});

export function useScopes() {
  return useQuery(scopesQuery);
}
