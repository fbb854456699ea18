import { useState } from "react";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import type { Attempt } from "../api/delivery";
import { errorWords } from "../lib/error-words";
import { HeaderList } from "./header-list";
import { MessageBody } from "./message-body";

/** What came back: from the last attempt, unless another one is chosen. */
export function ResponsePanel({ attempts }: { attempts: Attempt[] }) {
  const [chosen, setChosen] = useState<string>();
  const attempt = attempts.find(({ number }) => String(number) === chosen) ?? attempts.at(-1);
  if (!attempt) return <p className="text-muted-foreground">No attempt has ended yet.</p>;

  return (
    <div className="space-y-4">
      {attempts.length > 1 && (
        <RadioGroup aria-label="Attempt" value={String(attempt.number)} onValueChange={setChosen}>
          {attempts.map(({ number }) => (
            <RadioGroupItem key={number} value={String(number)}>
              Attempt {number}
            </RadioGroupItem>
          ))}
        </RadioGroup>
      )}
      {attempt.responseCode === null ? (
        <p>
          {attempt.error ? errorWords(attempt.error) : "Nothing came back"}.
          {attempt.error && (
            <code className="ml-2 text-xs text-muted-foreground">{attempt.error}</code>
          )}
        </p>
      ) : (
        <>
          <p>
            Status <span className="font-semibold">{attempt.responseCode}</span>
          </p>
          <HeaderList headers={attempt.responseHeaders ?? []} />
          <MessageBody text={attempt.responseBody ?? ""} label="response body" />
          {attempt.truncated && (
            <p className="text-[0.8125rem] text-warning">
              The answer was longer; only its beginning was kept.
            </p>
          )}
        </>
      )}
    </div>
  );
}
