import { Send } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { errorMessage } from "@/lib/api-problem";
import { notifySuccess } from "@/lib/notify";
import type { DeliveryDetail } from "../api/delivery";
import { useResendDelivery } from "../api/resend-delivery";
import { eventDataOf } from "../lib/event-data";
import { payloadComplaint } from "../lib/payload-complaint";
import { checkPayload } from "../lib/test-payload";
import { PayloadField } from "./payload-field";

interface ResendDialogProps {
  webhookId: string;
  delivery: DeliveryDetail;
  opener: () => HTMLElement | null;
  onClose: () => void;
  onSent: (deliveryId: string) => void;
}

/** The event's data to be edited and sent once more, as an event of its own. */
export function ResendDialog({ webhookId, delivery, opener, onClose, onSent }: ResendDialogProps) {
  const original = eventDataOf(delivery.request?.body);
  const [text, setText] = useState(original);
  const [checked, setChecked] = useState(false);
  const resend = useResendDelivery(webhookId, delivery.id);
  const refused = payloadComplaint(resend.error);
  const complaint = checked ? checkPayload(text) : undefined;

  const send = () => {
    setChecked(true);
    if (checkPayload(text)) return;
    resend.mutate(text, {
      onSuccess: ({ deliveryId }) => {
        notifySuccess("Sent as a new event.");
        onSent(deliveryId);
      },
    });
  };

  return (
    <Dialog onClose={onClose} opener={opener}>
      <DialogHeader title="Send again edited">
        <span className="font-mono text-[0.8125rem]">{delivery.event}</span>
      </DialogHeader>
      <DialogBody className="space-y-4">
        <Alert>
          A new event with this data goes to this webhook alone; it is retried and counted like any
          other. The receiver sees from which event it was edited, by the header{" "}
          <code>webhook-resent-from</code>.
        </Alert>
        <PayloadField
          text={text}
          error={complaint ?? refused}
          edited={text !== original}
          onChange={(typed) => {
            setText(typed);
            if (resend.isError) resend.reset();
          }}
          onLeave={() => setChecked(true)}
          onReset={() => setText(original)}
          resetLabel="Reset to original"
        />
        {resend.isError && !refused && (
          <Alert tone="danger" role="alert">
            <p className="font-medium">Nothing was sent.</p>
            <p className="mt-0.5">{errorMessage(resend.error)}</p>
          </Alert>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          Cancel
        </Button>
        <Button pending={resend.isPending} onClick={send}>
          {!resend.isPending && <Send aria-hidden />} Send
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
