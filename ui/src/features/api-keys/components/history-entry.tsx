import { RelativeTime } from "@/components/relative-time";
import type { AuditEntry } from "../api/list-key-history";
import { type FieldChange, historyWords } from "../lib/history-words";

const kinds: Record<AuditEntry["actor"]["kind"], string | undefined> = {
  member: undefined,
  api_key: "API key",
  operator: "root key",
  hub: undefined,
};

export function HistoryEntry({ entry }: { entry: AuditEntry }) {
  const { actor, action, address, at } = entry;
  const { did, changes, note } = historyWords(entry);
  const kind = kinds[actor.kind];
  return (
    <li className="relative">
      <span
        aria-hidden
        className="absolute top-1.5 -left-5 size-[7px] rounded-full bg-muted-foreground"
      />
      <p className="break-words">
        <span className="font-medium">{actor.name}</span>
        {kind && <span className="text-muted-foreground"> ({kind})</span>}{" "}
        {did ?? <code className="font-mono text-[0.8125rem]">{action}</code>}
      </p>
      {changes.length > 0 && (
        <ul className="mt-1 space-y-0.5">
          {changes.map((change) => (
            <Change key={change.field} change={change} />
          ))}
        </ul>
      )}
      {note && <p className="mt-1 break-words">{note}</p>}
      <p className="mt-0.5 text-xs text-muted-foreground">
        <RelativeTime at={at} />
        {address && (
          <>
            {" from "}
            <span className="break-all">{address}</span>
          </>
        )}
      </p>
    </li>
  );
}

function Change({ change: { field, from, to } }: { change: FieldChange }) {
  return (
    <li className="break-words text-muted-foreground">
      {field}:{" "}
      {from !== undefined && (
        <>
          <del className="no-underline">{from}</del>
          <span aria-hidden> → </span>
          <span className="sr-only"> to </span>
        </>
      )}
      <ins className="text-foreground no-underline">{to}</ins>
    </li>
  );
}
