import { useRef } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { Dialog, DialogBody, DialogHeader } from "@/components/ui/dialog";
import { useCanWrite } from "@/lib/current-session";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { homePath } from "@/lib/safe-return-path";
import { useWebhook } from "../api/get-webhook";
import { useDeliveries, useUpdateLoaded } from "../api/list-deliveries";
import { isFiltering } from "../lib/delivery-filter";
import { DeliveriesList } from "./deliveries-list";
import { DeliveryFilters } from "./delivery-filters";
import { DeliveryStats } from "./delivery-stats";
import { BlockedNotice, BulkRetryProgress, DisabledNotice } from "./lazy-parts";
import { LinkedDelivery } from "./linked-delivery";
import { useDeliveryFilter } from "./use-delivery-filter";
import { useOpenBulkRetry } from "./use-open-bulk-retry";
import { WebhookUrl } from "./webhook-url";

export function DeliveriesDialog() {
  const { webhookId = "", deliveryId } = useParams();
  const webhook = useWebhook(webhookId);
  const { filter, change, clear } = useDeliveryFilter();
  const list = useDeliveries(webhookId, filter);
  const updateLoaded = useUpdateLoaded(webhookId, filter);
  const openDelivery = useOpenDelivery(webhookId);
  const bulkRetry = useOpenBulkRetry(webhookId);
  const canWrite = useCanWrite();
  const scroller = useRef<HTMLDivElement>(null);
  const isListed = list.data?.deliveries.some(({ id }) => id === deliveryId) ?? true;
  const linked = isListed ? undefined : deliveryId;
  const close = useCloseModal("webhooks");
  const opener = useModalOpener();

  return (
    <Dialog width="large" onClose={close} opener={opener} className="sm:h-[calc(100dvh-4rem)]">
      <DialogHeader title={webhook.data ? `Deliveries of “${webhook.data.name}”` : "Deliveries"}>
        {webhook.data ? (
          <WebhookUrl url={webhook.data.url} />
        ) : (
          "What was sent, and what came back."
        )}
      </DialogHeader>
      {/* Rows that come and go keep their place by themselves; the browser must not help. */}
      <DialogBody ref={scroller} className="space-y-4 [overflow-anchor:none]">
        {webhook.data?.disabled && <DisabledNotice webhook={webhook.data} />}
        {webhook.data?.blockedBy && webhook.data.blockedBy.deliveryId !== deliveryId && (
          <BlockedNotice blockedBy={webhook.data.blockedBy} onOpen={openDelivery} />
        )}
        <DeliveryStats stats={list.data?.stats} />
        <DeliveryFilters
          filter={filter}
          onChange={change}
          onClear={isFiltering(filter) && list.data?.deliveries.length !== 0 ? clear : undefined}
        />
        {canWrite && bulkRetry.retryId && (
          <BulkRetryProgress
            webhookId={webhookId}
            retryId={bulkRetry.retryId}
            onEnded={updateLoaded.mutate}
            onDismiss={bulkRetry.forget}
          />
        )}
        {linked && (
          <LinkedDelivery
            webhookId={webhookId}
            deliveryId={linked}
            onClose={() => openDelivery(undefined)}
            onOpen={openDelivery}
          />
        )}
        <DeliveriesList
          webhookId={webhookId}
          filter={filter}
          list={list}
          onClearFilter={clear}
          opened={deliveryId}
          onOpen={openDelivery}
          onRetryStarted={bulkRetry.remember}
          scroller={scroller}
        />
      </DialogBody>
    </Dialog>
  );
}

/** The opened row is part of the URL, but opening rows is no step to go back through. */
function useOpenDelivery(webhookId: string) {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  return (deliveryId: string | undefined) =>
    navigate(
      `${homePath}/webhooks/${webhookId}/deliveries${deliveryId ? `/${deliveryId}` : ""}${search}`,
      { replace: true, state },
    );
}
