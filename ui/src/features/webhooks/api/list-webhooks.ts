import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

function fetchWebhooks(cursor: string | undefined) {
  return answerOf(hub.GET("/api/organizations/webhooks", { params: { query: { cursor } } }));
}

export const webhooksQuery = infiniteQueryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ pageParam }) => fetchWebhooks(pageParam),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export function useWebhooks() {
  return useInfiniteQuery({
    ...webhooksQuery,
    select: ({ pages }) => pages.flatMap((page) => page.data),
  });
}

export function useRefreshWebhooks() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
}
