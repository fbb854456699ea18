import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { deliveryQuery } from "./get-delivery";
import { webhookQuery } from "./get-webhook";

function skipDelivery(id: string, deliveryId: string) {
  return answerOf(
    hub.POST("/api/organizations/webhooks/{id}/deliveries/{deliveryId}/skip", {
      params: { path: { id, deliveryId } },
    }),
  );
}

/** Gives a delivery up that others wait behind. */
export function useSkipDelivery(webhookId: string, deliveryId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => skipDelivery(webhookId, deliveryId),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries(deliveryQuery(webhookId, deliveryId)),
        queryClient.invalidateQueries(webhookQuery(webhookId)),
      ]),
    meta: { showsOwnErrors: true },
  });
}
