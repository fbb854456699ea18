import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { notifySuccess } from "@/lib/notify";
import { deliveryQuery } from "./get-delivery";

function retryDelivery(id: string, deliveryId: string) {
  return answerOf(
    hub.POST("/api/organizations/webhooks/{id}/deliveries/{deliveryId}/retry", {
      params: { path: { id, deliveryId } },
    }),
  );
}

export function useRetryDelivery(webhookId: string, deliveryId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => retryDelivery(webhookId, deliveryId),
    onSuccess: () => {
      notifySuccess("The delivery is being retried.");
      return queryClient.invalidateQueries(deliveryQuery(webhookId, deliveryId));
    },
  });
}
