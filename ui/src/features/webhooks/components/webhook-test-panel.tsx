import { Send } from "lucide-react";
import { useState } from "react";
import { QueryError } from "@/components/query-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { errorMessage } from "@/lib/api-problem";
import { useEventTypes } from "../api/list-event-types";
import { type TestSignature, type TestTarget, useTestWebhook } from "../api/test-webhook";
import { payloadComplaint } from "../lib/payload-complaint";
import { checkPayload, examplePayload, testableEvents } from "../lib/test-payload";
import { PayloadField } from "./payload-field";
import { TestEventField } from "./test-event-field";
import { TestOutcome } from "./test-outcome";
import { TestSignatureField } from "./test-signature-field";

interface WebhookTestPanelProps {
  /** Those that the webhook gets. */
  events: string[];
  /** What is special about this test. */
  note?: string;
  /** Whether sending it is what all this is for. */
  primary?: boolean;
  /** Where to send it; undefined if what would be sent isn't right yet. */
  targetNow: () => Promise<TestTarget | undefined>;
  /** Shows the hub's refusal elsewhere, and returns whether it did. */
  onRefused?: (problem: unknown) => boolean;
}

/** One event, sent once, and what came back. */
export function WebhookTestPanel(props: WebhookTestPanelProps) {
  const { events, note, primary = false, targetNow, onRefused } = props;
  const types = useEventTypes();
  const [chosen, setChosen] = useState<string>();
  const [signature, setSignature] = useState<TestSignature>("signed");
  // What was typed for one event is still there after a look at another.
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const test = useTestWebhook();

  if (types.isPending) return <Skeleton className="h-48" />;
  if (types.isError) {
    return (
      <QueryError
        title="The event types couldn’t be loaded."
        error={types.error}
        onRetry={types.refetch}
        retrying={types.isFetching}
      />
    );
  }

  const offered = testableEvents(types.data, events);
  const type = offered.find(({ name }) => name === chosen) ?? offered[0];
  const event = type?.name ?? "";
  const example = examplePayload(type);
  const payload = drafts[event] ?? example;
  const refused = payloadComplaint(refusal);
  const complaint = (checked ? checkPayload(payload) : undefined) ?? refused;

  const write = (text: string) => {
    setDrafts({ ...drafts, [event]: text });
    if (refused) setRefusal(undefined);
  };

  const send = async () => {
    setChecked(true);
    setRefusal(undefined);
    if (checkPayload(payload)) return;
    const target = await targetNow();
    if (!target) return;
    test.mutate(
      { target, event, payload, signature },
      { onError: (problem) => !onRefused?.(problem) && setRefusal(problem) },
    );
  };

  return (
    <div className="@container">
      <div className="grid gap-6 @3xl:grid-cols-2 @3xl:gap-8">
        <div className="min-w-0 space-y-5">
          <TestEventField types={offered} event={event} onChange={setChosen} />
          <PayloadField
            text={payload}
            error={complaint}
            edited={payload !== example}
            onChange={write}
            onLeave={() => setChecked(true)}
            onReset={() => write(example)}
          />
          <TestSignatureField signature={signature} onChange={setSignature} />
          {note && <Alert>{note}</Alert>}
          <Button variant={primary ? "primary" : "outline"} pending={test.isPending} onClick={send}>
            {!test.isPending && <Send aria-hidden />} Send test
          </Button>
          {refusal !== undefined && !refused && (
            <Alert tone="danger" role="alert">
              <p className="font-medium">The test was not sent.</p>
              <p className="mt-0.5">{errorMessage(refusal)}</p>
            </Alert>
          )}
        </div>
        <TestOutcome
          result={test.data}
          signature={test.variables?.signature ?? signature}
          pending={test.isPending}
        />
      </div>
    </div>
  );
}
