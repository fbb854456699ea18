import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

function fetchDelivery(id: string, deliveryId: string) {
  return answerOf(
    hub.GET("/api/organizations/webhooks/{id}/deliveries/{deliveryId}", {
      params: { path: { id, deliveryId } },
    }),
  );
}

export function deliveryQueryPrefix(webhookId: string) {
  return ["delivery", webhookId];
}

export function deliveryQuery(webhookId: string, deliveryId: string) {
  return queryOptions({
    queryKey: [...deliveryQueryPrefix(webhookId), deliveryId],
    queryFn: () => fetchDelivery(webhookId, deliveryId),
  });
}

export function useDelivery(webhookId: string, deliveryId: string) {
  return useQuery(deliveryQuery(webhookId, deliveryId));
}
