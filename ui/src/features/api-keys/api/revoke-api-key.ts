import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { apiKeyQuery } from "./get-api-key";
import { useRefreshApiKeys } from "./list-api-keys";

function revokeApiKey(id: string) {
  return answerOf(hub.DELETE("/api/organizations/api-keys/{id}", { params: { path: { id } } }));
}

export function useRevokeApiKey() {
  const queryClient = useQueryClient();
  const refresh = useRefreshApiKeys();
  return useMutation({
    mutationFn: revokeApiKey,
    onSuccess: ({ propagation: _, ...revoked }) => {
      queryClient.setQueryData(apiKeyQuery(revoked.id).queryKey, revoked);
      return refresh();
    },
  });
}
