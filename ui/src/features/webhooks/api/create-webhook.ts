import { useMutation } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { useRefreshWebhooks } from "./list-webhooks";
import type { CreatedWebhook, CreateWebhook } from "./webhook";

function createWebhook(body: CreateWebhook) {
  return answerOf(hub.POST("/api/organizations/webhooks", { body }));
}

/** The answer holds the secret; it is handed over, because the mutation cache keeps what is returned. */
export function useCreateWebhook(
  prepare: () => Promise<unknown>,
  onCreated: (created: CreatedWebhook) => void,
) {
  const refresh = useRefreshWebhooks();
  return useMutation({
    mutationFn: async (body: CreateWebhook) => {
      await prepare();
      onCreated(await createWebhook(body));
    },
    onSuccess: refresh,
    meta: { showsOwnErrors: true },
    // The values of custom headers are often credentials.
    gcTime: 0,
  });
}
