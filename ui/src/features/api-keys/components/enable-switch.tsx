import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { ApiKey } from "../api/api-key";
import { useChangeApiKey } from "../api/change-api-key";
import { useRefreshKeyDetails } from "../api/watch-api-key";

/** Shows at once what was asked for, and falls back if the hub refuses. */
export function EnableSwitch({ apiKey }: { apiKey: ApiKey }) {
  const change = useChangeApiKey(apiKey.id);
  const refresh = useRefreshKeyDetails(apiKey.id);
  const asked = change.isPending ? change.variables.enabled : undefined;
  return (
    <div className="mr-auto flex items-center gap-2">
      <Switch
        id="key-enabled"
        checked={asked ?? apiKey.status === "active"}
        onCheckedChange={(enabled) => change.mutate({ enabled }, { onSuccess: refresh })}
      />
      <Label htmlFor="key-enabled" className="py-1">
        Enabled
      </Label>
    </div>
  );
}
