import { TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { DialogTitle, headerClasses } from "@/components/ui/dialog";
import type { ApiKey } from "../api/api-key";
import { EditableSetting } from "./editable-setting";
import { KeyStatusBadge } from "./key-status-badge";

/** Name, prefix and status; the name can be changed where it stands. */
export function KeyDetailHeader({ apiKey, editable }: { apiKey: ApiKey; editable: boolean }) {
  const title = <DialogTitle>{apiKey.name}</DialogTitle>;
  return (
    <header className={headerClasses}>
      <EditableSetting apiKey={apiKey} field="name" what="name" editable={editable} heading={title}>
        {(editButton) => (
          <div className="flex items-center gap-1">
            {title}
            {editButton}
          </div>
        )}
      </EditableSetting>
      <div className="flex flex-wrap items-center gap-2">
        <code className="font-mono text-[0.8125rem] break-all text-muted-foreground">
          {apiKey.prefix}
        </code>
        <KeyStatusBadge status={apiKey.status} />
        {apiKey.leakedAt && (
          <Badge tone="danger">
            <TriangleAlert aria-hidden /> Leaked
          </Badge>
        )}
      </div>
    </header>
  );
}
