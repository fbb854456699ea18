import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";
import { type DeliveryFilter, queryOf } from "../lib/delivery-filter";
import { updateKnown } from "../lib/merge-deliveries";

export type DeliveryPage = components["schemas"]["DeliveryPage"];
export type DeliveryPages = InfiniteData<DeliveryPage, unknown>;

/** As many as the hub gives at once: who scrolls through thousands waits for fewer answers. */
const pageSize = 100;

function fetchDeliveries(id: string, filter: DeliveryFilter, cursor?: string) {
  return answerOf(
    hub.GET("/api/organizations/webhooks/{id}/deliveries", {
      params: { path: { id }, query: { ...queryOf(filter, new Date()), limit: pageSize, cursor } },
    }),
  );
}

export function deliveriesQuery(webhookId: string, filter: DeliveryFilter) {
  return infiniteQueryOptions({
    queryKey: ["deliveries", webhookId, filter],
    queryFn: ({ pageParam }) => fetchDeliveries(webhookId, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // What changes is told by the stream. Asking again for every loaded page would shift rows.
    staleTime: Number.POSITIVE_INFINITY,
    // And who comes back begins at the newest.
    gcTime: 0,
    // Comparing thousands of rows costs more than drawing the few that are in sight.
    structuralSharing: false,
  });
}

/** The first page alone, as it is now; the list takes from it what is new. */
export function newestDeliveriesQuery(webhookId: string, filter: DeliveryFilter) {
  return queryOptions({
    queryKey: ["newest-deliveries", webhookId, filter],
    queryFn: () => fetchDeliveries(webhookId, filter),
    staleTime: 0,
    gcTime: 0,
  });
}

/** The deliveries of a webhook, newest first. */
export function useDeliveries(webhookId: string, filter: DeliveryFilter) {
  return useInfiniteQuery({
    ...deliveriesQuery(webhookId, filter),
    placeholderData: keepPreviousData,
    select: selectDeliveries,
  });
}

/** Brings the rows of all loaded pages up to date, one page after another; none of them moves. */
export function useUpdateLoaded(webhookId: string, filter: DeliveryFilter) {
  const queryClient = useQueryClient();
  const { queryKey } = deliveriesQuery(webhookId, filter);
  return useMutation({
    mutationFn: async () => {
      const pages = queryClient.getQueryData(queryKey)?.pages ?? [];
      const cursors = [undefined, ...pages.slice(0, -1).map((page) => page.nextCursor)];
      for (const cursor of cursors) {
        const current = await fetchDeliveries(webhookId, filter, cursor ?? undefined);
        queryClient.setQueryData(queryKey, (shown) => shown && updateKnown(shown, current));
      }
    },
  });
}

function selectDeliveries(shown: DeliveryPages) {
  const { pages } = shown;
  return { shown, deliveries: pages.flatMap((page) => page.data), stats: pages[0]?.stats };
}
