import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { rememberCsrfToken } from "@/lib/csrf-token";
import { sessionQuery } from "./session-query";

function logOut() {
  return answerOf(hub.DELETE("/api/session"));
}

export function useLogOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: logOut,
    onSuccess: () => {
      rememberCsrfToken(undefined);
      queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  });
}
