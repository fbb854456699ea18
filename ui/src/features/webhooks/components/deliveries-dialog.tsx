import { useLocation, useNavigate, useParams } from "react-router";
import { Dialog, DialogBody, DialogHeader } from "@/components/ui/dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { homePath } from "@/lib/safe-return-path";
import { useFilter } from "@/lib/use-filter";
import { useWebhook } from "../api/get-webhook";
import { type DeliveryFilter, useDeliveries } from "../api/list-deliveries";
import { DeliveriesTable } from "./deliveries-table";
import { DeliveryStats } from "./delivery-stats";
import { DisabledNotice } from "./disabled-notice";
import { LinkedDelivery } from "./linked-delivery";
import { WebhookUrl } from "./webhook-url";

const filters: { value: DeliveryFilter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "success", label: "Success" },
  { value: "failure", label: "Failure" },
  { value: "pending", label: "Pending" },
];

export function DeliveriesDialog() {
  const { webhookId = "", deliveryId } = useParams();
  const webhook = useWebhook(webhookId);
  const [requested, setFilter] = useFilter("outcome", "all");
  const filter = filters.find(({ value }) => value === requested)?.value ?? "all";
  const list = useDeliveries(webhookId, filter);
  const openDelivery = useOpenDelivery(webhookId);
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
      <DialogBody className="space-y-4">
        {webhook.data && <DisabledNotice webhook={webhook.data} />}
        <DeliveryStats stats={list.data?.stats} />
        <RadioGroup aria-label="Show" value={filter} onValueChange={setFilter}>
          {filters.map(({ value, label }) => (
            <RadioGroupItem key={value} value={value}>
              {label}
            </RadioGroupItem>
          ))}
        </RadioGroup>
        {linked && (
          <LinkedDelivery
            webhookId={webhookId}
            deliveryId={linked}
            onClose={() => openDelivery(undefined)}
          />
        )}
        <DeliveriesTable
          webhookId={webhookId}
          list={list}
          filtered={filter !== "all"}
          onClearFilter={() => setFilter("all")}
          opened={deliveryId}
          onOpen={openDelivery}
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
