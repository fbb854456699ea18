import { useQuery } from "@tanstack/react-query";
import { Navigate, useLocation } from "react-router";
import { QueryError } from "@/components/query-error";
import { CurrentSession } from "@/lib/current-session";
import { sessionQuery } from "../api/session-query";
import { ShellSkeleton } from "./shell-skeleton";

/** Shows its children to whoever is logged in, and the login page to everybody else. */
export function RequireSession({ children }: { children: React.ReactNode }) {
  const { data: session, error, isFetching, refetch } = useQuery(sessionQuery);
  const { pathname, search } = useLocation();

  if (session === null) {
    const returnTo = new URLSearchParams({ returnTo: pathname + search });
    return <Navigate to={`/login?${returnTo}`} replace />;
  }
  if (session) return <CurrentSession value={session}>{children}</CurrentSession>;
  if (!error) return <ShellSkeleton />;
  return (
    <main className="mx-auto max-w-lg px-4 py-24">
      <QueryError
        title="The page couldn’t be loaded."
        error={error}
        onRetry={refetch}
        retrying={isFetching}
      />
    </main>
  );
}
