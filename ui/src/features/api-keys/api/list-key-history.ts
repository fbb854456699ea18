import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";

export type AuditEntry = components["schemas"]["AuditEntry"];

const entriesPerPage = 10;

function fetchKeyHistory(target: string, cursor: string | undefined) {
  return answerOf(
    hub.GET("/api/organizations/audit-log", {
      params: { query: { target, limit: entriesPerPage, cursor } },
    }),
  );
}

export function keyHistoryQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["api-key-history", id],
    queryFn: ({ pageParam }) => fetchKeyHistory(id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 0,
  });
}

export function useKeyHistory(id: string) {
  return useInfiniteQuery({
    ...keyHistoryQuery(id),
    select: ({ pages }) => pages.flatMap((page) => page.data),
  });
}
