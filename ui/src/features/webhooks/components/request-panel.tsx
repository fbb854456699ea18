import { CopyButton } from "@/components/copy-button";
import type { DeliveryDetail } from "../api/delivery";
import { curlCommand } from "../lib/curl-command";
import { HeaderList } from "./header-list";
import { MessageBody } from "./message-body";

export function RequestPanel({ request }: { request: DeliveryDetail["request"] }) {
  if (!request) return <p>Nothing was sent yet.</p>;
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 py-1 font-mono text-[0.8125rem] break-all">
          <span className="font-semibold">POST</span> {request.url}
        </p>
        <CopyButton size="small" text={curlCommand(request)} label="Copy as curl, secrets redacted">
          Copy as curl
        </CopyButton>
      </div>
      <HeaderList headers={request.headers} />
      <MessageBody text={request.body ?? ""} label="request body" />
    </div>
  );
}
