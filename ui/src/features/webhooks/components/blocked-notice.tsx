import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Webhook } from "../api/webhook";

interface BlockedNoticeProps {
  blockedBy: NonNullable<Webhook["blockedBy"]>;
  onOpen: (deliveryId: string) => void;
}

/** Which delivery of an ordered webhook holds the others up. */
export function BlockedNotice({ blockedBy, onOpen }: BlockedNoticeProps) {
  return (
    <Alert tone="warning">
      <p>
        <span className="font-medium">A delivery that failed holds up those behind it.</span> Its
        event was accepted <RelativeTime at={blockedBy.since} />; this webhook gets one delivery at
        a time, in order.
      </p>
      <Button
        variant="outline"
        size="small"
        className="mt-2.5 text-foreground"
        onClick={() => onOpen(blockedBy.deliveryId)}
      >
        Show it
      </Button>
    </Alert>
  );
}
