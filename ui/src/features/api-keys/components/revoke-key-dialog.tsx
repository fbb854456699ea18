import { useState } from "react";
import { useParams } from "react-router";
import { Field } from "@/components/field";
import { QueryError } from "@/components/query-error";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import { notifySuccess } from "@/lib/notify";
import { plural } from "@/lib/numbers";
import { useNow } from "@/lib/use-now";
import { useApiKey } from "../api/get-api-key";
import { useRevokeApiKey } from "../api/revoke-api-key";
import { usedInLastWeek } from "../lib/key-age";
import { KeyLastUse } from "./key-last-use";

export function RevokeKeyDialog() {
  const { keyId = "" } = useParams();
  const key = useApiKey(keyId);
  const revoke = useRevokeApiKey();
  const close = useCloseModal("api-keys");
  const opener = useModalOpener();
  const now = useNow();
  const [typedName, setTypedName] = useState("");

  const mustTypeName = key.data !== undefined && usedInLastWeek(key.data, now);
  const confirmed = key.data !== undefined && (!mustTypeName || typedName.trim() === key.data.name);

  const revokeKey = () =>
    revoke.mutate(keyId, {
      onSuccess: ({ name, propagation: { acknowledged, nodes } }) => {
        notifySuccess(
          `“${name}” is revoked. Refused on ${acknowledged} of ${plural(nodes, "node")}.`,
        );
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
      {key.data && (
        <>
          <p>
            Whatever uses it is refused from then on. This can’t be undone.{" "}
            <KeyLastUse apiKey={key.data} />
          </p>
          {mustTypeName && (
            <Field label={`To confirm, type “${key.data.name}”`} className="text-foreground">
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  value={typedName}
                  onChange={(event) => setTypedName(event.target.value)}
                />
              )}
            </Field>
          )}
        </>
      )}
    </AlertDialog>
  );
}
