import { useState } from "react";
import { Fieldset } from "@/components/fieldset";
import { QueryError } from "@/components/query-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { errorMessage } from "@/lib/api-problem";
import { useNow } from "@/lib/use-now";
import type { ApiKey, GeneratedApiKey } from "../api/api-key";
import { useApiKey } from "../api/get-api-key";
import { type Overlap, useRotateApiKey } from "../api/rotate-api-key";
import { describeOverlap, fateOfOldKey, overlaps, whyNotRotatable } from "../lib/key-overlap";

export interface RotatedKey {
  generated: GeneratedApiKey;
  aboutOldKey: string;
}

interface RotateKeyFormProps {
  keyId: string;
  onRotated: (rotated: RotatedKey) => void;
  onClose: () => void;
  opener: () => HTMLElement | null;
}

export function RotateKeyForm({ keyId, onRotated, onClose, opener }: RotateKeyFormProps) {
  const key = useApiKey(keyId);
  // Long enough to bring a new key to wherever the old one is.
  const [overlap, setOverlap] = useState<Overlap>("24h");
  const rotate = useRotateApiKey(keyId, (generated, chosen) =>
    onRotated({ generated, aboutOldKey: fateOfOldKey(key.data, chosen, new Date()) }),
  );
  const refusal = key.data && whyNotRotatable(key.data);
  const rotatable = key.data !== undefined && refusal === undefined;

  return (
    <Dialog onClose={onClose} opener={opener}>
      <DialogHeader title={key.data ? `Rotate “${key.data.name}”` : "Rotate API key"}>
        A new key with the same name, scopes, limits and lifetime takes its place.
      </DialogHeader>
      <DialogBody className="space-y-5">
        {key.isPending && <Skeleton className="h-24" />}
        {key.isError && (
          <QueryError
            title="The API key couldn’t be loaded."
            error={key.error}
            onRetry={key.refetch}
            retrying={key.isFetching}
          />
        )}
        {refusal && <Alert tone="warning">{refusal}</Alert>}
        {rotatable && <OverlapField apiKey={key.data} overlap={overlap} onChange={setOverlap} />}
        {rotate.isError && (
          <Alert tone="danger" role="alert">
            <p className="font-medium">The key was not rotated.</p>
            <p className="mt-0.5">{errorMessage(rotate.error)}</p>
          </Alert>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          Cancel
        </Button>
        {rotatable && (
          <Button pending={rotate.isPending} onClick={() => rotate.mutate(overlap)}>
            Rotate key
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

interface OverlapFieldProps {
  apiKey: ApiKey;
  overlap: Overlap;
  onChange: (overlap: Overlap) => void;
}

function OverlapField({ apiKey, overlap, onChange }: OverlapFieldProps) {
  const now = useNow();
  return (
    <Fieldset legend="Overlap" hint="How long the old key goes on working beside the new one.">
      <RadioGroup
        aria-label="Overlap"
        value={overlap}
        onValueChange={(chosen) => onChange(chosen as Overlap)}
      >
        {overlaps.map(({ value, label }) => (
          <RadioGroupItem key={value} value={value}>
            {label}
          </RadioGroupItem>
        ))}
      </RadioGroup>
      {overlap === "0" ? (
        <Alert tone="warning" role="status">
          {describeOverlap(apiKey, overlap, now)}
        </Alert>
      ) : (
        <p aria-live="polite" className="rounded-md bg-muted px-3 py-2 text-[0.8125rem]">
          {describeOverlap(apiKey, overlap, now)}
        </p>
      )}
    </Fieldset>
  );
}
