import { useMutation, useQuery } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";

/** Which deliveries to send once more: by the filters of the list, or by ids. */
export type BulkRetry = Omit<components["schemas"]["BulkRetry"], "preview">;

function retryDeliveries(id: string, which: BulkRetry, preview: boolean) {
  return answerOf(
    hub.POST("/api/organizations/webhooks/{id}/deliveries/retry", {
      params: { path: { id } },
      body: { ...which, preview },
    }),
  );
}

/** How many it would be, counted anew each time somebody asks. */
export function useRetryPreview(webhookId: string, which: BulkRetry) {
  return useQuery({
    queryKey: ["retry-preview", webhookId, which],
    queryFn: () => retryDeliveries(webhookId, which, true),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useRetryDeliveries(webhookId: string, onStarted: (retryId: string) => void) {
  return useMutation({
    mutationFn: (which: BulkRetry) => retryDeliveries(webhookId, which, false),
    onSuccess: ({ id }) => {
      if (id) onStarted(id);
    },
    meta: { showsOwnErrors: true },
  });
}
