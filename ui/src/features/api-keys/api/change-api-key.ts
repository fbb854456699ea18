import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import type { ApiKey, ChangeApiKey } from "./api-key";
import { apiKeyQuery } from "./get-api-key";
import { useRefreshApiKeys } from "./list-api-keys";

function changeApiKey(id: string, body: ChangeApiKey) {
  return answerOf(
    hub.PATCH("/api/organizations/api-keys/{id}", { params: { path: { id } }, body }),
  );
}

interface ChangeOptions {
  /** Called even if what asked for the change is no longer shown. */
  onChanged?: (changed: ApiKey) => void;
  /** For a form that puts the hub's complaints on its fields. */
  showsOwnErrors?: boolean;
}

/**
 * Changes what is given and leaves the rest of the key as it is. While it is pending, `variables`
 * say what was asked for: a switch can show that at once, and falls back by itself on an error.
 */
export function useChangeApiKey(id: string, { onChanged, showsOwnErrors }: ChangeOptions = {}) {
  const queryClient = useQueryClient();
  const refresh = useRefreshApiKeys();
  return useMutation({
    mutationFn: (change: ChangeApiKey) => changeApiKey(id, change),
    onSuccess: (changed) => {
      onChanged?.(changed);
      queryClient.setQueryData(apiKeyQuery(id).queryKey, changed);
      return refresh();
    },
    meta: { showsOwnErrors },
  });
}
