import { ActionsPlaceholder } from "@/components/actions-placeholder";
import { BadgeList } from "@/components/badge-list";
import type { Column } from "@/components/data-table";
import { deferred } from "@/components/deferred";
import { ModalLink } from "@/components/modal-link";
import { RelativeTime } from "@/components/relative-time";
import type { ApiKey, ListedApiKey } from "../api/api-key";
import { KeyExpiry } from "./key-expiry";
import { KeyMarks } from "./key-marks";
import { KeyStatusBadge } from "./key-status-badge";
import { WeekSparkline } from "./week-sparkline";

const ApiKeyActions = deferred<{ apiKey: ApiKey }>(
  async () => (await import("./api-key-actions")).ApiKeyActions,
  ActionsPlaceholder,
);

const readColumns: Column<ListedApiKey>[] = [
  {
    header: "Name",
    kind: "title",
    skeleton: "w-28",
    className: "lg:min-w-20 xl:min-w-28 lg:max-w-52",
    cell: (key) => (
      <ModalLink
        to={`api-keys/${key.id}`}
        id={`name-${key.id}`}
        className="inline-block min-h-6 rounded-sm py-0.5 font-medium break-words underline-offset-4 hover:underline"
      >
        {key.name}
      </ModalLink>
    ),
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
    className: "lg:max-w-36",
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
    className: "lg:max-w-40",
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
    header: "Last 7 days",
    skeleton: "w-16",
    cell: (key) => <WeekSparkline calls={key.callsLast7Days} />,
  },
  {
    header: "Status",
    skeleton: "w-16",
    cell: (key) => (
      <>
        <div className="flex flex-wrap gap-1">
          <KeyStatusBadge status={key.status} />
          <KeyMarks apiKey={key} />
        </div>
        <KeyExpiry apiKey={key} />
      </>
    ),
  },
];

const actions: Column<ListedApiKey> = {
  header: "Actions",
  kind: "actions",
  skeleton: "size-8",
  cell: (key) => <ApiKeyActions apiKey={key} />,
};

export function apiKeyColumns(canWrite: boolean): Column<ListedApiKey>[] {
  return canWrite ? [...readColumns, actions] : readColumns;
}
