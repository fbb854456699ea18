import { SearchX } from "lucide-react";
import { QueryError } from "@/components/query-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogHeader } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import { isStatus } from "@/lib/api-problem";
import { useCanWrite } from "@/lib/current-session";
import { isInForm } from "@/lib/is-in-form";
import { useCloseModal, useModalOpener } from "@/lib/modal-route";
import type { ApiKey } from "../api/api-key";
import { useKeyStats } from "../api/get-key-stats";
import { useWatchedApiKey } from "../api/watch-api-key";
import { KeyDetailActions } from "./key-detail-actions";
import { KeyDetailHeader } from "./key-detail-header";
import { KeyHistory } from "./key-history";
import { KeyNotices } from "./key-notices";
import { KeySettings } from "./key-settings";
import { KeyUsage } from "./key-usage";

export function KeyDetail({ keyId }: { keyId: string }) {
  const key = useWatchedApiKey(keyId);
  const canWrite = useCanWrite();
  const close = useCloseModal("api-keys");
  const opener = useModalOpener();
  const editable = canWrite && (key.data?.status === "active" || key.data?.status === "disabled");
  const unknown = isStatus(key.error, 404);

  return (
    <Dialog
      width="large"
      onClose={close}
      opener={opener}
      aria-describedby={undefined}
      // Escape in a form gives up that form alone.
      onEscapeKeyDown={(event) => isInForm(event.target) && event.preventDefault()}
    >
      {unknown ? (
        <NoSuchKey onClose={close} />
      ) : key.data ? (
        <>
          <KeyDetailHeader apiKey={key.data} editable={editable} />
          <DialogBody className="space-y-6">
            <Details apiKey={key.data} editable={editable} />
          </DialogBody>
          {canWrite && key.data.status !== "revoked" && <KeyDetailActions apiKey={key.data} />}
        </>
      ) : (
        <>
          <DialogHeader title="API key" />
          <DialogBody className="space-y-6">
            {key.isError ? (
              <QueryError
                title="The API key couldn’t be loaded."
                error={key.error}
                onRetry={key.refetch}
                retrying={key.isFetching}
              />
            ) : (
              <LoadingDetails />
            )}
          </DialogBody>
        </>
      )}
    </Dialog>
  );
}

function Details({ apiKey, editable }: { apiKey: ApiKey; editable: boolean }) {
  const stats = useKeyStats(apiKey.id);
  return (
    <>
      <KeyNotices apiKey={apiKey} failedAttempts={stats.data?.failedAttemptsLast7Days ?? 0} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr] lg:gap-x-8">
        <KeyUsage stats={stats} />
        <KeySettings
          apiKey={apiKey}
          rateLimit={stats.data?.rateLimit}
          editable={editable}
          className="self-start lg:col-start-2 lg:row-span-2 lg:row-start-1"
        />
        <KeyHistory keyId={apiKey.id} />
      </div>
    </>
  );
}

function LoadingDetails() {
  return (
    <div
      role="status"
      aria-label="Loading the API key"
      className="grid gap-6 lg:grid-cols-[3fr_2fr] lg:gap-8"
    >
      <div className="space-y-6">
        <Skeleton className="h-20" />
        <Skeleton className="h-40" />
      </div>
      <Skeleton className="h-72" />
    </div>
  );
}

function NoSuchKey({ onClose }: { onClose: () => void }) {
  return (
    <>
      <DialogHeader title="API key" />
      <DialogBody>
        <Empty
          icon={SearchX}
          title="There is no such key"
          action={
            <Button variant="outline" onClick={onClose}>
              Show all API keys
            </Button>
          }
        >
          The address may be mistyped, or the key belongs to another organization.
        </Empty>
      </DialogBody>
    </>
  );
}
