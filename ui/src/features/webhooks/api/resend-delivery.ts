import { useMutation } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

function resendDelivery(id: string, deliveryId: string, payload: string) {
  return answerOf(
    hub.POST("/api/organizations/webhooks/{id}/deliveries/{deliveryId}/resend", {
      params: { path: { id, deliveryId } },
      body: { payload: {} },
      // It goes out as typed: parsing and writing it again would round its large numbers.
      bodySerializer: () => `{"payload":${payload}}`,
    }),
  );
}

/** Sends edited data as a new event to the webhook alone. */
export function useResendDelivery(webhookId: string, deliveryId: string) {
  return useMutation({
    mutationFn: (payload: string) => resendDelivery(webhookId, deliveryId, payload),
    meta: { showsOwnErrors: true },
  });
}
