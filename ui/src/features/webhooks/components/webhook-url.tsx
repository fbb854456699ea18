/** The host stands out: it says who receives. */
export function WebhookUrl({ url }: { url: string }) {
  const { host, pathname, search } = new URL(url);
  return (
    <span className="break-all">
      <span className="font-medium">{host}</span>
      <span className="text-muted-foreground">
        {pathname === "/" && !search ? "" : pathname + search}
      </span>
    </span>
  );
}
