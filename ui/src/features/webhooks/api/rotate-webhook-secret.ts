import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { webhookQuery } from "./get-webhook";
import type { CreatedWebhook, SignatureScheme } from "./webhook";

export interface Rotation {
  overlapHours: number;
  /** Only where it changes. */
  signatureScheme?: SignatureScheme;
}

function rotateWebhookSecret(id: string, body: Rotation) {
  return answerOf(
    hub.POST("/api/organizations/webhooks/{id}/rotate-secret", {
      params: { path: { id } },
      body,
    }),
  );
}

/** The new secret is handed over, because the mutation cache keeps what is returned. */
export function useRotateWebhookSecret(
  id: string,
  onRotated: (rotated: CreatedWebhook, overlapHours: number) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (rotation: Rotation) => {
      const rotated = await rotateWebhookSecret(id, rotation);
      const { secret: _, ...webhook } = rotated;
      queryClient.setQueryData(webhookQuery(id).queryKey, webhook);
      onRotated(rotated, rotation.overlapHours);
    },
    meta: { showsOwnErrors: true },
  });
}
