import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

function fetchWebhook(id: string) {
  return answerOf(hub.GET("/api/organizations/webhooks/{id}", { params: { path: { id } } }));
}

export function webhookQuery(id: string) {
  return queryOptions({ queryKey: ["webhook", id], queryFn: () => fetchWebhook(id) });
}

export function useWebhook(id: string) {
  return useQuery(webhookQuery(id));
}
