import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { sessionQuery } from "@/features/session/api/session-query";
import { ApiProblem, errorMessage, isStatus } from "@/lib/api-problem";
import { notifyError } from "@/lib/notify";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** The caller shows the error itself, in its form; no toast then. */
      showsOwnErrors?: boolean;
    };
  }
}

const maxRetries = 2;

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => leaveIfLoggedOut(error) }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        leaveIfLoggedOut(error);
        if (!mutation.meta?.showsOwnErrors) notifyError(errorMessage(error));
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // An answer below 500 stays what it is, however often one asks.
        retry: (failures, error) =>
          failures < maxRetries && !(error instanceof ApiProblem && error.status < 500),
      },
    },
  });

  // Asking for the session again finds nobody logged in, and the pages behind login give way to it.
  function leaveIfLoggedOut(error: unknown) {
    if (isStatus(error, 401)) client.invalidateQueries(sessionQuery);
  }

  return client;
}
