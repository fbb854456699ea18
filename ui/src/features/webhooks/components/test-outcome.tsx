import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { cn } from "@/lib/class-names";
import { formatMillis } from "@/lib/numbers";
import type { TestResult, TestSignature } from "../api/test-webhook";
import { testVerdict } from "../lib/test-verdict";
import { ReceivedResponse } from "./received-response";
import { RequestPanel } from "./request-panel";

interface TestOutcomeProps {
  result: TestResult | undefined;
  /** How the request was signed. */
  signature: TestSignature;
  pending: boolean;
}

/** What came of the last test. */
export function TestOutcome({ result, signature, pending }: TestOutcomeProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (result) section.current?.scrollIntoView({ block: "nearest" });
  }, [result]);

  return (
    <section
      ref={section}
      aria-label="Test result"
      aria-busy={pending}
      className={cn("min-w-0 space-y-4 transition-opacity", pending && result && "opacity-50")}
    >
      <div role="status">
        {result ? (
          <Alert tone={testVerdict(result, signature).tone}>
            {testVerdict(result, signature).words}
          </Alert>
        ) : (
          <p className="rounded-lg border border-dashed px-4 py-6 text-center text-balance text-muted-foreground">
            {pending
              ? "Waiting for the receiver…"
              : "The answer appears here. A test is sent once, and counts for neither status nor success rate."}
          </p>
        )}
      </div>
      {result && <Exchange result={result} />}
    </section>
  );
}

function Exchange({ result }: { result: TestResult }) {
  const { statusCode, durationMs, error, errorDetail, request, response } = result;
  return (
    <>
      <dl className="grid grid-cols-2 divide-x rounded-lg border">
        <div className="px-4 py-2.5">
          <dt className="text-xs text-muted-foreground">Status</dt>
          <dd className="mt-0.5 text-lg font-semibold tabular-nums">{statusCode ?? "None"}</dd>
        </div>
        <div className="px-4 py-2.5">
          <dt className="text-xs text-muted-foreground">Latency</dt>
          <dd className="mt-0.5 text-lg font-semibold tabular-nums">{formatMillis(durationMs)}</dd>
        </div>
      </dl>
      <Tabs defaultValue="response">
        <TabsList aria-label="Test request and response">
          <TabsTrigger value="response">Response</TabsTrigger>
          <TabsTrigger value="request">Request</TabsTrigger>
        </TabsList>
        <TabsContent value="response" className="space-y-4 pt-4">
          <ReceivedResponse
            error={error}
            errorDetail={errorDetail}
            headers={response?.headers}
            body={response?.body}
            truncated={response?.truncated ?? false}
            answered={response !== null}
          />
        </TabsContent>
        <TabsContent value="request" className="pt-4">
          <RequestPanel request={request} />
        </TabsContent>
      </Tabs>
    </>
  );
}
