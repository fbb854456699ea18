import { useMutation } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import type { GenerateApiKey, GeneratedApiKey } from "./api-key";

function generateApiKey(body: GenerateApiKey) {
  return answerOf(hub.POST("/api/organizations/api-keys", { body }));
}

/**
 * The answer holds the key, and the mutation cache remembers whatever a mutation returns. So the
 * answer is handed over and not returned. No key is asked for before `prepare` is done.
 */
export function useGenerateApiKey(
  prepare: () => Promise<unknown>,
  onGenerated: (generated: GeneratedApiKey) => void,
) {
  return useMutation({
    mutationFn: async (body: GenerateApiKey) => {
      await prepare();
      onGenerated(await generateApiKey(body));
    },
    meta: { showsOwnErrors: true },
  });
}
