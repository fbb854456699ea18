import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { webhookQuery } from "./get-webhook";
import { useRefreshWebhooks } from "./list-webhooks";
import type { ChangeWebhook, Webhook } from "./webhook";

function changeWebhook(id: string, body: ChangeWebhook) {
  return answerOf(
    hub.PATCH("/api/organizations/webhooks/{id}", { params: { path: { id } }, body }),
  );
}

interface ChangeOptions {
  /** Called even if what asked for the change is no longer shown. */
  onChanged?: (changed: Webhook) => void;
  /** For a form that puts the hub's complaints on its fields. */
  showsOwnErrors?: boolean;
}

/** Changes what is given and leaves the rest of the webhook as it is. */
export function useChangeWebhook(id: string, { onChanged, showsOwnErrors }: ChangeOptions = {}) {
  const queryClient = useQueryClient();
  const refresh = useRefreshWebhooks();
  return useMutation({
    mutationFn: (change: ChangeWebhook) => changeWebhook(id, change),
    onSuccess: (changed) => {
      onChanged?.(changed);
      queryClient.setQueryData(webhookQuery(id).queryKey, changed);
      return refresh();
    },
    meta: { showsOwnErrors },
    // The values of custom headers are often credentials.
    gcTime: 0,
  });
}
