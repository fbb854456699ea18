import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, hub } from "@/lib/api-client";
import { listKey } from "./list-api-keys";

function countKeyHygiene() {
  return answerOf(hub.GET("/api/organizations/api-keys/hygiene"));
}

export const keyHygieneQuery = queryOptions({
  queryKey: [...listKey, "hygiene"],
  queryFn: countKeyHygiene,
});

/** How many active keys want a look, by reason. */
export function useKeyHygiene() {
  return useQuery(keyHygieneQuery);
}
