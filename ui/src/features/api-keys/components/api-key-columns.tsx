import { ActionsPlaceholder } from "@/components/actions-placeholder";
import { BadgeList } from "@/components/badge-list";
import type { Column } from "@/components/data-table";
import { deferred } from "@/components/deferred";
import { RelativeTime } from "@/components/relative-time";
import type { ApiKey } from "../api/api-key";
import { KeyExpiry } from "./key-expiry";
import { KeyStatusBadge } from "./key-status-badge";

const ApiKeyActions = deferred<{ apiKey: ApiKey }>(
  async () => (await import("./api-key-actions")).ApiKeyActions,
  ActionsPlaceholder,
);

const readColumns: Column<ApiKey>[] = [
  {
    header: "Name",
    kind: "title",
    skeleton: "w-28",
    className: "lg:max-w-52",
    cell: (key) => <span className="font-medium break-words">{key.name}</span>,
  },
  {
    header: "Prefix",
    skeleton: "w-40",
    cell: (key) => (
      <code className="font-mono text-[0.8125rem] whitespace-nowrap">{key.prefix}</code>
    ),
  },
  {
    header: "Scopes",
    skeleton: "w-32",
    cell: (key) => <BadgeList values={key.scopes} what="scopes" />,
  },
  {
    header: "Created",
    skeleton: "w-24",
    cell: (key) => (
      <>
        <RelativeTime at={key.createdAt} />
        {key.createdBy && (
          <p className="text-xs break-words text-muted-foreground">by {key.createdBy.name}</p>
        )}
      </>
    ),
  },
  {
    header: "Last used",
    skeleton: "w-24",
    cell: (key) =>
      key.lastUsedAt ? (
        <>
          <RelativeTime at={key.lastUsedAt} />
          {key.lastUsedIp && (
            <p className="text-xs break-all text-muted-foreground">{key.lastUsedIp}</p>
          )}
        </>
      ) : (
        <span className="text-muted-foreground">Never used</span>
      ),
  },
  {
    header: "Status",
    skeleton: "w-16",
    cell: (key) => (
      <>
        <KeyStatusBadge status={key.status} />
        <KeyExpiry apiKey={key} />
      </>
    ),
  },
];

const actions: Column<ApiKey> = {
  header: "Actions",
  kind: "actions",
  skeleton: "size-8",
  cell: (key) => <ApiKeyActions apiKey={key} />,
};

export function apiKeyColumns(canWrite: boolean): Column<ApiKey>[] {
  return canWrite ? [...readColumns, actions] : readColumns;
}
