import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { oneAtATime } from "@/lib/one-at-a-time";
import { deliveryQueryPrefix } from "../api/get-delivery";
import { webhookQuery } from "../api/get-webhook";
import {
  type DeliveryPage,
  type DeliveryPages,
  deliveriesQuery,
  newestDeliveriesQuery,
} from "../api/list-deliveries";
import type { DeliveryFilter } from "../lib/delivery-filter";
import { followDeliveries } from "../lib/follow-deliveries";
import { differencesOf, mergeDeliveries, updateKnown } from "../lib/merge-deliveries";

interface Waiting {
  filter: DeliveryFilter;
  newest: DeliveryPage;
}

/**
 * Keeps the rows current: known ones change in place, and what would shift rows waits until `show` is
 * called, unless nobody could notice.
 */
export function useLiveDeliveries(
  webhookId: string,
  filter: DeliveryFilter,
  shown: DeliveryPages | undefined,
  mayShift: () => boolean,
) {
  const queryClient = useQueryClient();
  const { queryKey } = deliveriesQuery(webhookId, filter);
  const [waiting, setWaiting] = useState<Waiting>();
  const [added, setAdded] = useState(false);
  const [live, setLive] = useState(true);
  const [error, setError] = useState<unknown>();
  const late = useRef(false);
  const refresh = useRef(() => {});

  const isLoading = () => queryClient.getQueryState(queryKey)?.fetchStatus === "fetching";

  const takeIn = (newest: DeliveryPage) => {
    // A page that is being loaded would put the rows back to how they were before.
    late.current = isLoading();
    if (late.current) return;
    const known = queryClient.getQueryData(queryKey) ?? empty;
    const { fresh, gone, apart } = differencesOf(known, newest);
    const shifts = fresh.length > 0 || gone.size > 0 || apart;
    if (shifts && hasRows(known) && !mayShift()) {
      queryClient.setQueryData(queryKey, updateKnown(known, newest));
      setWaiting({ filter, newest });
    } else {
      queryClient.setQueryData(queryKey, mergeDeliveries(known, newest));
      setWaiting(undefined);
      setAdded(fresh.length > 0);
    }
  };

  const askForNewest = useEffectEvent(async () => {
    late.current = isLoading();
    if (late.current) return;
    queryClient.invalidateQueries({ queryKey: deliveryQueryPrefix(webhookId) });
    const webhook = webhookQuery(webhookId);
    // Of those in order it says which delivery holds up the others.
    if (queryClient.getQueryData(webhook.queryKey)?.ordered) queryClient.invalidateQueries(webhook);
    try {
      takeIn(await queryClient.fetchQuery(newestDeliveriesQuery(webhookId, filter)));
      setError(undefined);
    } catch (problem) {
      setError(problem);
    }
  });

  useEffect(() => {
    refresh.current = oneAtATime(() => askForNewest());
    return followDeliveries(`/api/organizations/webhooks/${webhookId}/deliveries/stream`, {
      onChanged: () => refresh.current(),
      onLive: setLive,
    });
  }, [webhookId]);

  useEffect(() => {
    if (!shown || !late.current || isLoading()) return;
    late.current = false;
    refresh.current();
  });

  const newest = waiting?.filter === filter ? waiting.newest : undefined;
  /** Makes up the differences, and returns the first of all rows. */
  const show = async () => {
    // A page on its way would put back the rows as they are now.
    await queryClient.cancelQueries({ queryKey });
    const known = queryClient.getQueryData(queryKey);
    if (!known || !newest) return undefined;
    const merged = mergeDeliveries(known, newest);
    queryClient.setQueryData(queryKey, merged);
    setWaiting(undefined);
    return merged.pages[0]?.data[0]?.id;
  };

  return {
    waiting: newest && shown ? differencesOf(shown, newest) : undefined,
    added,
    live: live && error === undefined,
    error,
    show,
  };
}

const empty: DeliveryPages = { pages: [], pageParams: [] };

function hasRows({ pages }: DeliveryPages): boolean {
  return pages.some(({ data }) => data.length > 0);
}
