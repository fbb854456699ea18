import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, Navigate } from "react-router";
import { QueryError } from "@/components/query-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { homePath } from "@/lib/safe-return-path";
import { sessionQuery } from "../api/session-query";
import { setupStateQuery } from "../api/setup-state";
import { Entrance } from "./entrance";
import { SetupForm } from "./setup-form";
import { takeSetupToken } from "./take-setup-token";

export function SetupPage() {
  const [token] = useState(takeSetupToken);
  const { data: session } = useQuery(sessionQuery);
  const setup = useQuery(setupStateQuery);

  if (session) return <Navigate to={homePath} replace />;
  return (
    <Entrance title="Set up the hub" intro="Create the first organization and its owner.">
      {setup.isPending && <Skeleton className="h-80" />}
      {setup.error && (
        <QueryError
          title="The page couldn’t be loaded."
          error={setup.error}
          onRetry={setup.refetch}
          retrying={setup.isFetching}
        />
      )}
      {setup.data && !setup.data.required && (
        <>
          <Alert>This hub is already set up.</Alert>
          <Button asChild className="mt-4 w-full">
            <Link to="/login">Log in</Link>
          </Button>
        </>
      )}
      {setup.data?.required && !token && (
        <Alert tone="warning">
          This address works only with the token of the set-up link. Open the whole link that the
          hub printed when it started.
        </Alert>
      )}
      {setup.data?.required && token && <SetupForm token={token} />}
    </Entrance>
  );
}
