import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

export type DeliveryFilter = "all" | "success" | "failure" | "pending";

const pollMillis = 2_000;

function fetchDeliveries(id: string, status: DeliveryFilter, cursor: string | undefined) {
  return answerOf(
    hub.GET("/api/organizations/webhooks/{id}/deliveries", {
      params: { path: { id }, query: { status, cursor } },
    }),
  );
}

export function deliveriesQuery(webhookId: string, status: DeliveryFilter) {
  return infiniteQueryOptions({
    queryKey: ["deliveries", webhookId, status],
    queryFn: ({ pageParam }) => fetchDeliveries(webhookId, status, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // Every loaded page is asked for again, so the more there are, the less often.
    refetchInterval: ({ state }) => pollMillis * Math.max(1, state.data?.pages.length ?? 1),
  });
}

/** The deliveries of a webhook, newest first, kept up to date while they are looked at. */
export function useDeliveries(webhookId: string, status: DeliveryFilter) {
  return useInfiniteQuery({
    ...deliveriesQuery(webhookId, status),
    placeholderData: keepPreviousData,
    select: ({ pages }) => ({
      deliveries: pages.flatMap((page) => page.data),
      stats: pages[0]?.stats,
    }),
  });
}
