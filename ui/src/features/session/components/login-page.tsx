import { useQuery } from "@tanstack/react-query";
import { Navigate, useSearchParams } from "react-router";
import { Alert } from "@/components/ui/alert";
import { safeReturnPath } from "@/lib/safe-return-path";
import { sessionQuery } from "../api/session-query";
import { setupStateQuery } from "../api/setup-state";
import { Entrance } from "./entrance";
import { LoginForm } from "./login-form";

export function LoginPage() {
  const [params] = useSearchParams();
  const { data: session } = useQuery(sessionQuery);
  const { data: setup } = useQuery(setupStateQuery);

  // Also what happens after a successful login: the session is there then.
  if (session) return <Navigate to={safeReturnPath(params.get("returnTo"))} replace />;
  return (
    <Entrance title="Log in" intro="Manage your organization’s API keys and webhooks.">
      {setup?.required && (
        <Alert className="mb-6">
          This hub isn’t set up yet. Open the set-up link that it printed when it started.
        </Alert>
      )}
      <LoginForm />
    </Entrance>
  );
}
