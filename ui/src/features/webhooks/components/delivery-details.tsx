import { QueryError } from "@/components/query-error";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useCanWrite } from "@/lib/current-session";
import { useShortcut } from "@/lib/shortcuts";
import { useDelivery } from "../api/get-delivery";
import { useRetryDelivery } from "../api/retry-delivery";
import { AttemptTimeline } from "./attempt-timeline";
import { DeliveryButtons } from "./delivery-buttons";
import { DeliverySkeleton } from "./delivery-skeleton";
import { RequestPanel } from "./request-panel";
import { ResponsePanel } from "./response-panel";

interface DeliveryDetailsProps {
  webhookId: string;
  deliveryId: string;
  /** Opens another delivery in its place. */
  onOpen: (deliveryId: string) => void;
}

/** What an opened row shows: the attempts, the request, and what came back. */
export function DeliveryDetails({ webhookId, deliveryId, onOpen }: DeliveryDetailsProps) {
  const { data: delivery, error, isFetching, refetch } = useDelivery(webhookId, deliveryId);
  const retry = useRetryDelivery(webhookId, deliveryId);
  const canWrite = useCanWrite();
  const canRetry = canWrite && delivery !== undefined;

  useShortcut(
    ["r"],
    () => {
      if (canRetry && !retry.isPending) retry.mutate();
      return canRetry;
    },
    "modal",
  );

  if (!delivery) {
    return error ? (
      <div className="p-4">
        <QueryError
          title="The delivery couldn’t be loaded."
          error={error}
          onRetry={refetch}
          retrying={isFetching}
        />
      </div>
    ) : (
      <DeliverySkeleton />
    );
  }
  return (
    <div className="space-y-5 border-t bg-muted/30 p-4 md:px-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <AttemptTimeline delivery={delivery} />
        {canWrite && (
          <DeliveryButtons
            webhookId={webhookId}
            delivery={delivery}
            retrying={retry.isPending}
            onRetry={() => retry.mutate()}
            onOpen={onOpen}
          />
        )}
      </div>
      <Tabs defaultValue="response">
        <TabsList aria-label="Request and response">
          <TabsTrigger value="request">Request</TabsTrigger>
          <TabsTrigger value="response">Response</TabsTrigger>
        </TabsList>
        <TabsContent value="request" className="pt-4">
          <RequestPanel request={delivery.request} />
        </TabsContent>
        <TabsContent value="response" className="pt-4">
          <ResponsePanel attempts={delivery.attempts} />
        </TabsContent>
      </Tabs>
      <p className="text-xs break-all text-muted-foreground">
        Delivery {delivery.id} · Event {delivery.eventId}
        {delivery.resentFrom && <> · Edited from event {delivery.resentFrom}</>}
      </p>
    </div>
  );
}
