import type { DeliveryDetail } from "../api/delivery";
import { HeaderList } from "./header-list";
import { MessageBody } from "./message-body";

export function RequestPanel({ request }: { request: DeliveryDetail["request"] }) {
  if (!request) return <p>Nothing was sent yet.</p>;
  return (
    <div className="space-y-4">
      <p className="font-mono text-[0.8125rem] break-all">
        <span className="font-semibold">POST</span> {request.url}
      </p>
      <HeaderList headers={request.headers} />
      <MessageBody text={request.body ?? ""} label="request body" />
    </div>
  );
}
