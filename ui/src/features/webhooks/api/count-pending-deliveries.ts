import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

async function countPendingDeliveries(id: string): Promise<number> {
  const page = await answerOf(
    hub.GET("/api/organizations/webhooks/{id}/deliveries", {
      params: { path: { id }, query: { status: "pending", limit: 1 } },
    }),
  );
  return page.stats.pending;
}

export function pendingDeliveriesQuery(webhookId: string) {
  return queryOptions({
    queryKey: ["pending-deliveries", webhookId],
    queryFn: () => countPendingDeliveries(webhookId),
    staleTime: 0,
  });
}

export function usePendingDeliveries(webhookId: string) {
  return useQuery(pendingDeliveriesQuery(webhookId));
}
