import { useQueryClient } from "@tanstack/react-query";
import { rememberCsrfToken } from "@/lib/csrf-token";
import type { Session } from "@/lib/current-session";
import { sessionQuery } from "./session-query";

/** Starts a session that the hub has just answered with. */
export function useEnter() {
  const queryClient = useQueryClient();
  return (session: Session) => {
    // What was read before belongs to whoever was logged in then.
    queryClient.removeQueries({ type: "inactive" });
    rememberCsrfToken(session.csrfToken);
    queryClient.setQueryData(sessionQuery.queryKey, session);
  };
}
