import { ModalLink } from "@/components/modal-link";
import type { Webhook } from "../api/webhook";

/** Which delivery of an ordered webhook the others wait for. */
export function BlockedStatus({ webhook: { id, blockedBy } }: { webhook: Webhook }) {
  if (!blockedBy) return null;
  const { deliveryId } = blockedBy;
  return (
    <p className="mt-1 text-xs text-muted-foreground lg:max-w-44">
      <ModalLink
        to={`webhooks/${id}/deliveries/${deliveryId}`}
        id={`blocked-${id}`}
        className="rounded-sm text-accent-text underline underline-offset-4"
      >
        Delivery …{deliveryId.slice(-6)}
      </ModalLink>{" "}
      failed and holds the others up
    </p>
  );
}
