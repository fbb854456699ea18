import { useMutation } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { useRefreshApiKeys } from "./list-api-keys";

function revokeApiKey(id: string) {
  return answerOf(hub.DELETE("/api/organizations/api-keys/{id}", { params: { path: { id } } }));
}

export function useRevokeApiKey() {
  const refresh = useRefreshApiKeys();
  return useMutation({ mutationFn: revokeApiKey, onSuccess: refresh });
}
