import { queryOptions } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { isStatus } from "@/lib/api-problem";
import { rememberCsrfToken } from "@/lib/csrf-token";
import type { Session } from "@/lib/current-session";

async function fetchSession(): Promise<Session | null> {
  try {
    const session = await answerOf(hub.GET("/api/session"));
    rememberCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (isStatus(error, 401)) return null;
    throw error;
  }
}

/** Who is logged in; null is nobody. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: fetchSession,
  staleTime: Number.POSITIVE_INFINITY,
});
