import { RotateCw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { DeliveryDetail } from "../api/delivery";
import { useWebhook } from "../api/get-webhook";
import { ResendDialog, SkipDialog } from "./lazy-parts";

interface DeliveryButtonsProps {
  webhookId: string;
  delivery: DeliveryDetail;
  retrying: boolean;
  onRetry: () => void;
  onOpen: (deliveryId: string) => void;
}

/** What those who may change something can do with one delivery. */
export function DeliveryButtons(props: DeliveryButtonsProps) {
  const { webhookId, delivery, retrying, onRetry, onOpen } = props;
  const webhook = useWebhook(webhookId).data;
  const [asked, setAsked] = useState<"resend" | "skip">();
  const close = () => setAsked(undefined);
  // Only the first one in order is attempted at all, so it is what the others wait for.
  const blocks = webhook?.ordered && delivery.status === "pending" && delivery.attempts.length > 0;
  // What was published shows with the first attempt, and as long as the event is kept.
  const hasData = Boolean(delivery.request?.body);
  const idOf = (button: "resend" | "skip") => `${button}-${delivery.id}`;
  const opener = (button: "resend" | "skip") => () => document.getElementById(idOf(button));
  return (
    <div className="flex flex-wrap gap-2">
      {blocks && (
        <Button id={idOf("skip")} variant="outline" size="small" onClick={() => setAsked("skip")}>
          Skip…
        </Button>
      )}
      {hasData && (
        <Button
          id={idOf("resend")}
          variant="outline"
          size="small"
          onClick={() => setAsked("resend")}
        >
          Send again edited…
        </Button>
      )}
      <Button
        variant="outline"
        size="small"
        pending={retrying}
        aria-keyshortcuts="r"
        onClick={onRetry}
      >
        {!retrying && <RotateCw aria-hidden />} Retry
      </Button>
      {asked === "skip" && (
        <SkipDialog
          webhookId={webhookId}
          deliveryId={delivery.id}
          opener={opener("skip")}
          onClose={close}
        />
      )}
      {asked === "resend" && (
        <ResendDialog
          webhookId={webhookId}
          delivery={delivery}
          opener={opener("resend")}
          onClose={close}
          onSent={(deliveryId) => {
            close();
            onOpen(deliveryId);
          }}
        />
      )}
    </div>
  );
}
