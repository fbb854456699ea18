import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

function fetchApiKey(id: string) {
  return answerOf(hub.GET("/api/organizations/api-keys/{id}", { params: { path: { id } } }));
}

export function apiKeyQuery(id: string) {
  return queryOptions({ queryKey: ["api-key", id], queryFn: () => fetchApiKey(id), staleTime: 0 });
}

export function useApiKey(id: string) {
  return useQuery(apiKeyQuery(id));
}
