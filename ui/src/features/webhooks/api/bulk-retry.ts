import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

const pollMillis = 1_000;

function fetchBulkRetry(id: string, retryId: string) {
  return answerOf(
    hub.GET("/api/organizations/webhooks/{id}/retries/{retryId}", {
      params: { path: { id, retryId } },
    }),
  );
}

function cancelBulkRetry(id: string, retryId: string) {
  return answerOf(
    hub.DELETE("/api/organizations/webhooks/{id}/retries/{retryId}", {
      params: { path: { id, retryId } },
    }),
  );
}

function bulkRetryQuery(webhookId: string, retryId: string) {
  return queryOptions({
    queryKey: ["bulk-retry", webhookId, retryId],
    queryFn: () => fetchBulkRetry(webhookId, retryId),
    refetchInterval: ({ state }) =>
      state.error || (state.data && state.data.status !== "running") ? false : pollMillis,
  });
}

/** How far a retry of many is, asked for until it has ended. */
export function useBulkRetry(webhookId: string, retryId: string) {
  return useQuery(bulkRetryQuery(webhookId, retryId));
}

export function useCancelBulkRetry(webhookId: string, retryId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => cancelBulkRetry(webhookId, retryId),
    onSuccess: (retry) =>
      queryClient.setQueryData(bulkRetryQuery(webhookId, retryId).queryKey, retry),
  });
}
