import { useMutation } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";
import { useEnter } from "./use-enter";

function setUp(body: components["schemas"]["Setup"]) {
  return answerOf(hub.POST("/api/setup", { body }));
}

export function useSetUp() {
  const enter = useEnter();
  return useMutation({
    mutationFn: setUp,
    onSuccess: enter,
    meta: { showsOwnErrors: true },
    gcTime: 0,
  });
}
