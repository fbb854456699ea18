import { Ban, CircleCheck, CircleX, Clock, LoaderCircle } from "lucide-react";
import { localTime } from "@/lib/absolute-time";
import { durationWords } from "@/lib/duration-words";
import { formatMillis } from "@/lib/numbers";
import { useNow } from "@/lib/use-now";
import type { DeliveryDetail } from "../api/delivery";
import { attemptTimeline, type TimelineStep } from "../lib/attempt-timeline";
import { errorWords } from "../lib/error-words";
import { AttemptTiming } from "./attempt-timing";

export function AttemptTimeline({ delivery }: { delivery: DeliveryDetail }) {
  const steps = attemptTimeline(delivery, useNow());
  return (
    <ol aria-label="Attempts" className="min-w-0 space-y-3">
      {steps.map((step) => (
        <li
          key={step.kind === "attempt" ? step.attempt.number : step.kind}
          className="flex gap-2.5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0"
        >
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { step: TimelineStep }) {
  switch (step.kind) {
    case "attempt":
      return <AttemptStep {...step} />;
    case "next":
      return (
        <>
          <Clock aria-hidden className="text-warning" />
          <p>
            Attempt {step.number} in{" "}
            <span className="tabular-nums">{durationWords(step.inSeconds)}</span>
          </p>
        </>
      );
    case "in-progress":
      return (
        <>
          <LoaderCircle aria-hidden className="animate-spin text-muted-foreground" />
          <p>Attempt {step.number} is due</p>
        </>
      );
    case "gave-up":
      return (
        <>
          <Ban aria-hidden className="text-muted-foreground" />
          <p className="text-muted-foreground">No further attempt</p>
        </>
      );
    case "cancelled":
      return (
        <>
          <Ban aria-hidden className="text-muted-foreground" />
          <p className="text-muted-foreground">Cancelled</p>
        </>
      );
  }
}

function AttemptStep({
  attempt,
  succeeded,
  waitedSeconds,
}: Extract<TimelineStep, { kind: "attempt" }>) {
  const facts = [
    attempt.responseCode ?? (attempt.error ? errorWords(attempt.error) : "No answer"),
    attempt.durationMs !== null && formatMillis(attempt.durationMs),
    waitedSeconds !== null && `${durationWords(waitedSeconds)} after the one before`,
  ].filter((fact) => fact !== false);
  return (
    <>
      {succeeded ? (
        <CircleCheck aria-hidden className="text-success" />
      ) : (
        <CircleX aria-hidden className="text-danger" />
      )}
      <div className="min-w-0">
        <p>
          <span className="font-medium">Attempt {attempt.number}</span>{" "}
          {succeeded ? "succeeded" : "failed"}
          {attempt.trigger === "manual" && ", retried by hand"}
        </p>
        <p className="text-xs text-muted-foreground">
          {facts.join(" · ")} ·{" "}
          <time dateTime={attempt.startedAt}>{localTime(new Date(attempt.startedAt))}</time>
        </p>
        <AttemptTiming attempt={attempt} />
      </div>
    </>
  );
}
