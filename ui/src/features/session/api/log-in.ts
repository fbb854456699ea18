import { useMutation } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";
import { useEnter } from "./use-enter";

function logIn(body: components["schemas"]["Login"]) {
  return answerOf(hub.POST("/api/session", { body }));
}

export function useLogIn() {
  const enter = useEnter();
  return useMutation({
    mutationFn: logIn,
    onSuccess: enter,
    meta: { showsOwnErrors: true },
    // The mutation cache would keep the password for minutes.
    gcTime: 0,
  });
}
