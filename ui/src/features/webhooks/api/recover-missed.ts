import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

export interface Recovery {
  /** Asks for no more once it is aborted; what was recovered before stays so. */
  signal: AbortSignal;
  /** Called with how many deliveries there are so far. */
  onProgress: (recovered: number) => void;
}

/** The hub recovers 10,000 at a time and makes nothing twice, so it is asked until nothing is left. */
async function recoverMissed(id: string, { signal, onProgress }: Recovery): Promise<void> {
  let recovered = 0;
  let more = true;
  while (more && !signal.aborted) {
    const part = await answerOf(
      hub.POST("/api/organizations/webhooks/{id}/recover", {
        params: { path: { id } },
        body: {},
      }),
    );
    recovered += part.count;
    more = part.more;
    onProgress(recovered);
  }
}

export function useRecoverMissed(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (recovery: Recovery) => recoverMissed(id, recovery),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["deliveries", id] }),
    meta: { showsOwnErrors: true },
  });
}
