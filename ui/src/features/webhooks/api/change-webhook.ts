import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { webhookQuery } from "./get-webhook";
import { useRefreshWebhooks, webhooksQuery } from "./list-webhooks";
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
  /** What the webhook will be like, to be shown until the hub has answered; taken back if it refuses. */
  expected?: (webhook: Webhook, change: ChangeWebhook) => Webhook;
}

/** Shows a webhook differently wherever it is shown, and returns the way back. */
async function showAs(queryClient: QueryClient, id: string, change: (webhook: Webhook) => Webhook) {
  const { queryKey: oneKey } = webhookQuery(id);
  const { queryKey: listKey } = webhooksQuery;
  // An answer from before the change would undo it.
  await Promise.all([
    queryClient.cancelQueries({ queryKey: oneKey }),
    queryClient.cancelQueries({ queryKey: listKey }),
  ]);
  const one = queryClient.getQueryData(oneKey);
  const list = queryClient.getQueryData(listKey);
  if (one) queryClient.setQueryData(oneKey, change(one));
  if (list) {
    const rowsOf = (rows: Webhook[]) => rows.map((row) => (row.id === id ? change(row) : row));
    const pages = list.pages.map((page) => ({ ...page, data: rowsOf(page.data) }));
    queryClient.setQueryData(listKey, { ...list, pages });
  }
  return () => {
    if (one) queryClient.setQueryData(oneKey, one);
    if (list) queryClient.setQueryData(listKey, list);
  };
}

/** Changes what is given and leaves the rest of the webhook as it is. */
export function useChangeWebhook(id: string, options: ChangeOptions = {}) {
  const { onChanged, showsOwnErrors, expected } = options;
  const queryClient = useQueryClient();
  const refresh = useRefreshWebhooks();
  return useMutation({
    mutationFn: (change: ChangeWebhook) => changeWebhook(id, change),
    onMutate: async (change) =>
      expected && showAs(queryClient, id, (webhook) => expected(webhook, change)),
    onError: (_error, _change, takeBack) => takeBack?.(),
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
