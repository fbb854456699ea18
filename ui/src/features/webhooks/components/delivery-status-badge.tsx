import { Ban, CircleCheck, CircleX, Clock, type LucideIcon } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { DeliveryStatus } from "../api/delivery";

const looks: Record<DeliveryStatus, { icon: LucideIcon; word: string; tone: BadgeTone }> = {
  succeeded: { icon: CircleCheck, word: "Succeeded", tone: "success" },
  failed: { icon: CircleX, word: "Failed", tone: "danger" },
  pending: { icon: Clock, word: "Pending", tone: "warning" },
  cancelled: { icon: Ban, word: "Cancelled", tone: "quiet" },
};

export function DeliveryStatusBadge({ status }: { status: DeliveryStatus }) {
  const { icon: Icon, word, tone } = looks[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
