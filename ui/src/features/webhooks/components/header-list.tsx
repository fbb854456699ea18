import type { Header } from "../api/webhook";

export function HeaderList({ headers }: { headers: Header[] }) {
  if (headers.length === 0) return null;
  return (
    <dl className="divide-y rounded-md border bg-background font-mono text-[0.8125rem]">
      {headers.map(({ name, value }, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may repeat, and the list never changes
          key={index}
          className="grid gap-x-4 px-3 py-1.5 sm:grid-cols-[14rem_1fr]"
        >
          <dt className="break-all text-muted-foreground">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
