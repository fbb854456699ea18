import { queryOptions, useQuery } from "@tanstack/react-query";
import type { components } from "@/generated/schema";
import { answerOf, hub } from "@/lib/api-client";

export type EventType = components["schemas"]["EventType"];

async function fetchEventTypes(): Promise<EventType[]> {
  const page = await answerOf(hub.GET("/api/event-types"));
  return page.data;
}

export const eventTypesQuery = queryOptions({
  queryKey: ["event-types"],
  queryFn: fetchEventTypes,
  staleTime: 5 * 60_000,
});

export function useEventTypes() {
  return useQuery(eventTypesQuery);
}
