import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { errorMessage, isStatus } from "@/lib/api-problem";
import { useFurtherModal } from "@/lib/modal-route";
import { plural } from "@/lib/numbers";
import { useRecoverMissed } from "../api/recover-missed";
import type { Webhook } from "../api/webhook";

const deliveries = (count: number) => plural(count, "delivery", "deliveries");

/** Says what it will do, how far it is, and what came of it. */
export function RecoverMissed({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const [recovered, setRecovered] = useState(0);
  const [run, setRun] = useState<AbortController>();
  const recovery = useRecoverMissed(webhook.id);
  // Whoever closes the dialog wants no more of it.
  useEffect(() => () => run?.abort(), [run]);

  // Nothing else can be wrong with a request that says nothing.
  const neverDisabled = isStatus(recovery.error, 400);
  const ended = (recovery.isSuccess && !run?.signal.aborted) || neverDisabled;

  const start = () => {
    const next = new AbortController();
    setRun(next);
    setRecovered(0);
    recovery.mutate({ signal: next.signal, onProgress: setRecovered });
  };

  return (
    <>
      <DialogBody className="space-y-4">
        <p>
          Events that arrived meanwhile, and that its event types and filter let through, are
          delivered now, the oldest first. Nothing is delivered twice.
        </p>
        <div role="status">
          {recovery.isPending && recovered > 0 && (
            <p className="rounded-md bg-muted px-3 py-2">{deliveries(recovered)} so far…</p>
          )}
          {recovery.isSuccess && <Outcome webhook={webhook} recovered={recovered} />}
        </div>
        {neverDisabled && (
          <Alert role="status">It was never disabled, so it has missed nothing.</Alert>
        )}
        {recovery.isError && !neverDisabled && (
          <Alert tone="danger" role="alert">
            <p className="font-medium">
              {recovered === 0
                ? "Nothing was recovered."
                : `${deliveries(recovered)} are on their way, but not all of them.`}
            </p>
            <p className="mt-0.5">{errorMessage(recovery.error)}</p>
          </Alert>
        )}
      </DialogBody>
      <DialogFooter>
        {recovery.isPending ? (
          <Button variant="outline" onClick={() => run?.abort()}>
            Stop
          </Button>
        ) : (
          <Button variant="outline" onClick={onClose}>
            {recovery.isSuccess || neverDisabled ? "Done" : "Cancel"}
          </Button>
        )}
        {!ended && (
          <Button pending={recovery.isPending} onClick={start}>
            {recovery.isIdle || recovery.isPending ? "Recover" : "Go on"}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

function Outcome({ webhook, recovered }: { webhook: Webhook; recovered: number }) {
  const link = useFurtherModal(`webhooks/${webhook.id}/deliveries`);
  if (recovered === 0) return <Alert>There is nothing that it missed.</Alert>;
  return (
    <Alert tone="success">
      <p className="font-medium">
        {deliveries(recovered)} {recovered === 1 ? "is" : "are"} on the way.
      </p>
      <Link {...link} className="mt-0.5 inline-block underline underline-offset-4">
        View deliveries
      </Link>
    </Alert>
  );
}
