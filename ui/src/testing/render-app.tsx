import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { Providers } from "@/app/providers";
import { createQueryClient } from "@/app/query-client";
import { routes } from "@/app/router";

export const home = "/settings/organization/integrations";

/** The whole page, as a browser would show it at a path. */
export function renderApp(path = home) {
  const queryClient = createQueryClient();
  // What is retried is a matter of the query client; here it would only make failures slow.
  queryClient.setDefaultOptions({ queries: { retry: false } });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  render(
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { user: userEvent.setup(), router, queryClient };
}
