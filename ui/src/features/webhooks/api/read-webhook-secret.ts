import { useMutation } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

async function readWebhookSecret(id: string): Promise<string> {
  const { secret } = await answerOf(
    hub.GET("/api/organizations/webhooks/{id}/secret", { params: { path: { id } } }),
  );
  return secret;
}

/** The secret is handed over, not returned: whatever a query or a mutation returns stays in a cache. */
export function useReadWebhookSecret(id: string) {
  return useMutation({
    mutationFn: async (take: (secret: string) => void) => take(await readWebhookSecret(id)),
    gcTime: 0,
  });
}
