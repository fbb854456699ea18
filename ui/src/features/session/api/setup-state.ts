import { queryOptions } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";

/** Whether the hub still waits for its first organization. */
export const setupStateQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => answerOf(hub.GET("/api/setup")),
  staleTime: Number.POSITIVE_INFINITY,
});
