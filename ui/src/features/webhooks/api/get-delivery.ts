import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { isStatus } from "@/lib/api-problem";

const pollMillis = 2_000;

function fetchDelivery(id: string, deliveryId: string) {
  return answerOf(
    hub.GET("/api/organizations/webhooks/{id}/deliveries/{deliveryId}", {
      params: { path: { id, deliveryId } },
    }),
  );
}

export function deliveryQuery(webhookId: string, deliveryId: string) {
  return queryOptions({
    queryKey: ["delivery", webhookId, deliveryId],
    queryFn: () => fetchDelivery(webhookId, deliveryId),
    // Also a finished one, which somebody may retry; but what isn't there won't come.
    refetchInterval: ({ state }) => (isStatus(state.error, 404) ? false : pollMillis),
  });
}

export function useDelivery(webhookId: string, deliveryId: string) {
  return useQuery(deliveryQuery(webhookId, deliveryId));
}
