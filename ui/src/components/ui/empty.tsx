import type { LucideIcon } from "lucide-react";

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  children: React.ReactNode;
  action?: React.ReactNode;
}

export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div
      data-slot="empty"
      className="flex flex-col items-center rounded-lg border border-dashed px-6 py-14 text-center"
    >
      <div className="mb-4 flex size-11 items-center justify-center rounded-lg border bg-muted">
        <Icon aria-hidden className="size-5 text-muted-foreground" />
      </div>
      <h3 className="font-semibold">{title}</h3>
      <p className="mt-1 max-w-md text-balance text-muted-foreground">{children}</p>
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
