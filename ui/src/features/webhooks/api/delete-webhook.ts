import { useMutation } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { useRefreshWebhooks } from "./list-webhooks";

function deleteWebhook(id: string) {
  return answerOf(hub.DELETE("/api/organizations/webhooks/{id}", { params: { path: { id } } }));
}

export function useDeleteWebhook() {
  const refresh = useRefreshWebhooks();
  return useMutation({ mutationFn: deleteWebhook, onSuccess: refresh });
}
