import { useMutation } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

function rotateWebhookSecret(id: string, overlapHours: number) {
  return answerOf(
    hub.POST("/api/organizations/webhooks/{id}/rotate-secret", {
      params: { path: { id } },
      body: { overlapHours },
    }),
  );
}

/** The new secret is handed over, because the mutation cache keeps what is returned. */
export function useRotateWebhookSecret(
  id: string,
  onRotated: (secret: string, overlapHours: number) => void,
) {
  return useMutation({
    mutationFn: async (overlapHours: number) => {
      const { secret } = await rotateWebhookSecret(id, overlapHours);
      onRotated(secret, overlapHours);
    },
    meta: { showsOwnErrors: true },
  });
}
