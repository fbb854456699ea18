import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import type { Concern } from "../lib/key-hygiene";
import type { ApiKeyStatus } from "./api-key";

export interface ApiKeyFilters {
  status: ApiKeyStatus | "all";
  search: string;
  hygiene?: Concern;
}

/** The hygiene counts are kept below it too: whatever changes the list may change them. */
export const listKey = ["api-keys"] as const;

function fetchApiKeys({ status, search, hygiene }: ApiKeyFilters, cursor: string | undefined) {
  return answerOf(
    hub.GET("/api/organizations/api-keys", {
      params: { query: { status, search: search || undefined, hygiene, cursor } },
    }),
  );
}

export function apiKeysQuery(filters: ApiKeyFilters) {
  return infiniteQueryOptions({
    queryKey: [...listKey, filters],
    queryFn: ({ pageParam }) => fetchApiKeys(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useApiKeys(filters: ApiKeyFilters) {
  return useInfiniteQuery({
    ...apiKeysQuery(filters),
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap((page) => page.data),
  });
}

export function useRefreshApiKeys() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: listKey });
}
