import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "@/generated/schema";
import { problemFrom } from "./api-problem";
import { csrfToken } from "./csrf-token";

const sendCsrfToken: Middleware = {
  onRequest({ request }) {
    const token = csrfToken();
    if (token && request.method !== "GET") request.headers.set("X-CSRF-Token", token);
    return request;
  },
};

/** The hub's HTTP API, typed by its OpenAPI document. */
export const hub = createClient<paths>({
  baseUrl: globalThis.location?.origin,
  // openapi-fetch keeps the fetch it sees first; tests replace the global one later.
  fetch: (request) => globalThis.fetch(request),
});

hub.use(sendCsrfToken);

/** The data of a successful answer; anything else is thrown as an ApiProblem. */
export async function answerOf<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as Data;
}
