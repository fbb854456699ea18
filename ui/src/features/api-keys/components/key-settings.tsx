import { useId } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { dayOf } from "@/lib/absolute-time";
import { cn } from "@/lib/class-names";
import { plural } from "@/lib/numbers";
import type { ApiKey } from "../api/api-key";
import type { KeyRateLimit } from "../api/get-key-stats";
import { EditableSetting } from "./editable-setting";
import { RateLimitMeter } from "./rate-limit-meter";

interface KeySettingsProps {
  apiKey: ApiKey;
  rateLimit: KeyRateLimit | null | undefined;
  editable: boolean;
  className?: string;
}

/** What was decided about a key, with a form for what can be decided anew. */
export function KeySettings({ apiKey, rateLimit, editable, className }: KeySettingsProps) {
  const { scopes, rateLimitPerHour, ipAllowlist } = apiKey;
  const shared = { apiKey, editable };
  return (
    <div className={cn("divide-y rounded-lg border *:px-4 *:py-3", className)}>
      <div>
        <EditableSetting {...shared} field="scopes" what="scopes">
          {(editButton) => (
            <Setting title="Scopes" action={editButton}>
              <Values values={scopes} />
            </Setting>
          )}
        </EditableSetting>
      </div>
      <div>
        <EditableSetting {...shared} field="rateLimitPerHour" what="rate limit">
          {(editButton) => (
            <Setting title="Rate limit" action={editButton}>
              {rateLimitPerHour === null
                ? "No limit"
                : `${plural(rateLimitPerHour, "request")} per hour`}
              {rateLimit && rateLimitPerHour !== null && <RateLimitMeter rateLimit={rateLimit} />}
            </Setting>
          )}
        </EditableSetting>
      </div>
      <div>
        <EditableSetting {...shared} field="ipAllowlist" what="IP allow-list">
          {(editButton) => (
            <Setting title="IP allow-list" action={editButton}>
              {ipAllowlist.length > 0 ? <Values values={ipAllowlist} /> : "Any address"}
            </Setting>
          )}
        </EditableSetting>
      </div>
      <Setting title="Last used">
        <LastUse apiKey={apiKey} />
      </Setting>
      <Setting title="Expiry">
        <Expiry apiKey={apiKey} />
      </Setting>
      <Setting title="Created">
        <RelativeTime at={apiKey.createdAt} /> by {apiKey.createdBy.name}
      </Setting>
    </div>
  );
}

interface SettingProps {
  title: string;
  action?: React.ReactNode;
  children: React.ReactNode;
}

function Setting({ title, action, children }: SettingProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 break-words">
      <div className="flex items-center justify-between gap-2">
        <h3 id={id} className="text-xs text-muted-foreground">
          {title}
        </h3>
        {action}
      </div>
      <div className="mt-1">{children}</div>
    </section>
  );
}

function Values({ values }: { values: string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {values.map((value) => (
        <li key={value} className="flex max-w-full">
          <Badge className="font-mono font-normal break-all">{value}</Badge>
        </li>
      ))}
    </ul>
  );
}

function LastUse({ apiKey: { lastUsedAt, lastUsedIp } }: { apiKey: ApiKey }) {
  if (!lastUsedAt) return "Never used";
  return (
    <>
      <RelativeTime at={lastUsedAt} />
      {lastUsedIp && (
        <>
          {" from "}
          <span className="font-mono text-[0.8125rem] break-all">{lastUsedIp}</span>
        </>
      )}
    </>
  );
}

function Expiry({ apiKey: { status, expiresAt } }: { apiKey: ApiKey }) {
  if (!expiresAt) return "Never expires";
  return (
    <>
      {status === "expired" ? "Expired" : "Expires"} <RelativeTime at={expiresAt} />, on{" "}
      {dayOf(new Date(expiresAt))}
    </>
  );
}
