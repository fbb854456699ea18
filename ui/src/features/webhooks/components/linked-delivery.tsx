import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DeliveryDetails } from "./lazy-parts";

interface LinkedDeliveryProps {
  webhookId: string;
  deliveryId: string;
  onClose: () => void;
  /** Opens another delivery in its place. */
  onOpen: (deliveryId: string) => void;
}

/** The delivery of the address, for when it isn't among the rows: too old, or of another outcome. */
export function LinkedDelivery({ webhookId, deliveryId, onClose, onOpen }: LinkedDeliveryProps) {
  return (
    <section aria-label="Linked delivery" className="overflow-hidden rounded-lg border">
      <div className="flex items-center justify-between gap-2 py-1.5 pr-2 pl-4">
        <h3 className="font-medium">Linked delivery</h3>
        <Button variant="ghost" size="icon" aria-label="Close linked delivery" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <DeliveryDetails webhookId={webhookId} deliveryId={deliveryId} onOpen={onOpen} />
    </section>
  );
}
