import { Plus, Webhook } from "lucide-react";
import { DataTable } from "@/components/data-table";
import { LoadMore } from "@/components/load-more";
import { QueryError } from "@/components/query-error";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { useCanWrite } from "@/lib/current-session";
import { useOpenModal } from "@/lib/modal-route";
import { useWebhooks } from "../api/list-webhooks";
import { webhookColumns } from "./webhook-columns";

export function WebhooksTab() {
  const webhooks = useWebhooks();
  const canWrite = useCanWrite();
  const openModal = useOpenModal();

  if (webhooks.data?.length === 0) {
    return (
      <Empty
        icon={Webhook}
        title="No webhooks yet"
        action={canWrite && <AddButton id="add-first-webhook" />}
      >
        A webhook sends your own systems a signed request whenever something happens.
      </Empty>
    );
  }

  return (
    <section aria-label="Webhooks">
      {canWrite && (
        <div className="mb-4 flex justify-end">
          <AddButton id="add-webhook" className="max-sm:w-full" />
        </div>
      )}
      {webhooks.isError && !webhooks.isFetchNextPageError ? (
        <QueryError
          title="The webhooks couldn’t be loaded."
          error={webhooks.error}
          onRetry={webhooks.refetch}
          retrying={webhooks.isFetching}
        />
      ) : (
        <>
          <DataTable
            label="Webhooks"
            columns={webhookColumns}
            rows={webhooks.data}
            rowKey={(webhook) => webhook.id}
            onOpen={(webhook, rowId) => openModal(`webhooks/${webhook.id}/deliveries`, rowId)}
          />
          <LoadMore
            hasMore={webhooks.hasNextPage}
            loading={webhooks.isFetchingNextPage}
            error={webhooks.isFetchNextPageError ? webhooks.error : null}
            onLoadMore={webhooks.fetchNextPage}
          />
        </>
      )}
    </section>
  );
}

function AddButton({ id, className }: { id: string; className?: string }) {
  const openModal = useOpenModal();
  return (
    <Button id={id} className={className} onClick={() => openModal("webhooks/new", id)}>
      <Plus aria-hidden /> Add webhook
    </Button>
  );
}
