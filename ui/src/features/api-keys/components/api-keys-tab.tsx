import { KeyRound, Plus, SearchX } from "lucide-react";
import { DataTable } from "@/components/data-table";
import { LoadMore } from "@/components/load-more";
import { QueryError } from "@/components/query-error";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { useCanWrite } from "@/lib/current-session";
import { useOpenModal } from "@/lib/modal-route";
import { useApiKeys } from "../api/list-api-keys";
import { apiKeyColumns } from "./api-key-columns";
import { ApiKeyToolbar } from "./api-key-toolbar";
import { HygieneCards } from "./hygiene-cards";
import { useApiKeyFilters } from "./use-api-key-filters";

export function ApiKeysTab() {
  const { filters, setSearch, setStatus, toggleHygiene, filtered, clear } = useApiKeyFilters();
  const keys = useApiKeys(filters);
  const canWrite = useCanWrite();
  const openModal = useOpenModal();
  const none = keys.data?.length === 0;

  if (none && !filtered && !keys.isPlaceholderData) {
    return (
      <Empty
        icon={KeyRound}
        title="No API keys yet"
        action={canWrite && <GenerateButton id="generate-first-key" />}
      >
        An API key lets your own programs call the API in the name of your organization.
      </Empty>
    );
  }

  return (
    <section aria-label="API keys">
      <HygieneCards chosen={filters.hygiene} onToggle={toggleHygiene} />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <ApiKeyToolbar filters={filters} setSearch={setSearch} setStatus={setStatus} />
        {filtered && !none && <ClearButton onClear={clear} className="max-sm:w-full" />}
        {canWrite && <GenerateButton id="generate-key" className="max-sm:w-full sm:ml-auto" />}
      </div>
      {keys.isError && !keys.isFetchNextPageError ? (
        <QueryError
          title="The API keys couldn’t be loaded."
          error={keys.error}
          onRetry={keys.refetch}
          retrying={keys.isFetching}
        />
      ) : none ? (
        <Empty icon={SearchX} title="No API key matches" action={<ClearButton onClear={clear} />}>
          No key of this organization fits all of the filters.
        </Empty>
      ) : (
        <>
          <DataTable
            label="API keys"
            columns={apiKeyColumns(canWrite)}
            rows={keys.data}
            rowKey={(key) => key.id}
            stale={keys.isPlaceholderData}
            onOpen={(key, rowId) => openModal(`api-keys/${key.id}`, rowId)}
          />
          <LoadMore
            hasMore={keys.hasNextPage}
            loading={keys.isFetchingNextPage}
            error={keys.isFetchNextPageError ? keys.error : null}
            onLoadMore={keys.fetchNextPage}
          />
        </>
      )}
    </section>
  );
}

function GenerateButton({ id, className }: { id: string; className?: string }) {
  const openModal = useOpenModal();
  return (
    <Button id={id} className={className} onClick={() => openModal("api-keys/new", id)}>
      <Plus aria-hidden /> Generate API key
    </Button>
  );
}

function ClearButton({ onClear, className }: { onClear: () => void; className?: string }) {
  return (
    <Button variant="outline" className={className} onClick={onClear}>
      Clear filters
    </Button>
  );
}
