import { lazy, Suspense, useId, useState } from "react";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { Attempt } from "../api/delivery";
import { ReceivedResponse } from "./received-response";

const AttemptComparison = lazy(async () => ({
  default: (await import("./attempt-comparison")).AttemptComparison,
}));

/** What came back: from the last attempt, unless another one is chosen, or compared with another. */
export function ResponsePanel({ attempts }: { attempts: Attempt[] }) {
  const [chosen, setChosen] = useState<string>();
  const [compared, setCompared] = useState<string>();
  const attempt = numbered(attempts, chosen) ?? attempts.at(-1);
  if (!attempt) return <p className="text-muted-foreground">No attempt has ended yet.</p>;
  const others = attempts.filter(({ number }) => number !== attempt.number);
  const other = numbered(others, compared);

  return (
    <div className="space-y-4">
      {others.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <RadioGroup aria-label="Attempt" value={String(attempt.number)} onValueChange={setChosen}>
            {attempts.map(({ number }) => (
              <RadioGroupItem key={number} value={String(number)}>
                Attempt {number}
              </RadioGroupItem>
            ))}
          </RadioGroup>
          <CompareWith others={others} chosen={other} onChange={setCompared} />
        </div>
      )}
      {other ? (
        <Suspense fallback={<Skeleton className="h-32" />}>
          {attempt.number < other.number ? (
            <AttemptComparison earlier={attempt} later={other} />
          ) : (
            <AttemptComparison earlier={other} later={attempt} />
          )}
        </Suspense>
      ) : (
        <>
          {attempt.responseCode !== null && (
            <p>
              Status <span className="font-semibold">{attempt.responseCode}</span>
            </p>
          )}
          <ReceivedResponse
            answered={attempt.responseCode !== null}
            error={attempt.error}
            errorDetail={attempt.errorDetail}
            headers={attempt.responseHeaders}
            body={attempt.responseBody}
            truncated={attempt.truncated}
          />
        </>
      )}
    </div>
  );
}

interface CompareWithProps {
  others: Attempt[];
  chosen: Attempt | undefined;
  onChange: (number: string) => void;
}

function CompareWith({ others, chosen, onChange }: CompareWithProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <Label htmlFor={id} className="shrink-0 font-normal text-muted-foreground">
        Compare with
      </Label>
      <Select
        id={id}
        className="w-36"
        value={chosen ? String(chosen.number) : ""}
        onChange={(change) => onChange(change.target.value)}
      >
        <option value="">None</option>
        {others.map(({ number }) => (
          <option key={number} value={number}>
            Attempt {number}
          </option>
        ))}
      </Select>
    </div>
  );
}

function numbered(attempts: Attempt[], number: string | undefined): Attempt | undefined {
  return attempts.find((attempt) => String(attempt.number) === number);
}
