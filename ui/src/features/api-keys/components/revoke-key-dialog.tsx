import { useState } from "react";
import { Link, useParams } from "react-router";
import { Field } from "@/components/field";
import { QueryError } from "@/components/query-error";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { useCloseModal, useFurtherModal, useModalOpener } from "@/lib/modal-route";
import { notifySuccess } from "@/lib/notify";
import { useNow } from "@/lib/use-now";
import type { ApiKey } from "../api/api-key";
import { useApiKey } from "../api/get-api-key";
import { useKeyStats } from "../api/get-key-stats";
import { useRevokeApiKey } from "../api/revoke-api-key";
import { usedInLastWeek } from "../lib/key-age";
import { whyNotRotatable } from "../lib/key-overlap";
import { describeRevocation } from "../lib/revocation-words";
import { KeyLastUse } from "./key-last-use";

export function RevokeKeyDialog() {
  const { keyId = "" } = useParams();
  const key = useApiKey(keyId);
  const revoke = useRevokeApiKey();
  const close = useCloseModal("api-keys");
  const opener = useModalOpener();
  const now = useNow();
  const [typedName, setTypedName] = useState("");

  const revoked = key.data?.status === "revoked" && revoke.isIdle;
  const mustTypeName = key.data !== undefined && !revoked && usedInLastWeek(key.data, now);
  const confirmed = key.data && !revoked && (!mustTypeName || typedName.trim() === key.data.name);

  const revokeKey = () =>
    revoke.mutate(keyId, {
      onSuccess: (answer) => {
        notifySuccess(describeRevocation(answer));
        close();
      },
    });

  return (
    <AlertDialog
      title={key.data ? `Revoke “${key.data.name}”?` : "Revoke API key?"}
      onClose={close}
      opener={opener}
      action={
        <Button
          variant="destructive"
          disabled={!confirmed}
          pending={revoke.isPending}
          onClick={revokeKey}
        >
          Revoke key
        </Button>
      }
    >
      {key.isError && (
        <QueryError
          title="The API key couldn’t be loaded."
          error={key.error}
          onRetry={key.refetch}
          retrying={key.isFetching}
        />
      )}
      {key.isPending && <Skeleton className="h-10" />}
      {key.data && (revoked ? <p>It is revoked already.</p> : <Consequences apiKey={key.data} />)}
      {key.data && mustTypeName && (
        <Field label={`To confirm, type “${key.data.name}”`} className="text-foreground">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={typedName}
              onChange={(event) => setTypedName(event.target.value)}
            />
          )}
        </Field>
      )}
    </AlertDialog>
  );
}

function Consequences({ apiKey }: { apiKey: ApiKey }) {
  const stats = useKeyStats(apiKey.id);
  const rotate = useFurtherModal(`api-keys/${apiKey.id}/rotate`);
  return (
    <>
      <p>
        Whatever uses it is refused from then on. This can’t be undone.{" "}
        {/* Revoking doesn't wait for the count: without it the last use is there at least. */}
        <KeyLastUse apiKey={apiKey} callsLast24Hours={stats.data?.callsLast24Hours} />
      </p>
      {!whyNotRotatable(apiKey) && (
        <p>
          Still needed?{" "}
          <Link
            {...rotate}
            className="rounded-sm font-medium text-accent-text underline underline-offset-4"
          >
            Rotate it instead
          </Link>
          : a new key takes its place, and the old one can keep working for a while.
        </p>
      )}
    </>
  );
}
