import { useMutation } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";
import type { GeneratedApiKey } from "./api-key";

export type Overlap = components["schemas"]["RotateApiKey"]["overlap"];

function rotateApiKey(id: string, overlap: Overlap) {
  return answerOf(
    hub.POST("/api/organizations/api-keys/{id}/rotate", {
      params: { path: { id } },
      body: { overlap },
    }),
  );
}

/** The answer holds the new key; see `useGenerateApiKey` for why it is handed over and not returned. */
export function useRotateApiKey(
  id: string,
  onRotated: (rotated: GeneratedApiKey, overlap: Overlap) => void,
) {
  return useMutation({
    mutationFn: async (overlap: Overlap) => onRotated(await rotateApiKey(id, overlap), overlap),
    meta: { showsOwnErrors: true },
  });
}
