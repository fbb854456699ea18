import { Replace, ShieldAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { ApiKey } from "../api/api-key";

/** What sets a key apart from others of its status: somebody found it, or a new one took its place. */
export function KeyMarks({ apiKey: { leakedAt, replacedBy } }: { apiKey: ApiKey }) {
  return (
    <>
      {leakedAt && (
        <Badge tone="danger">
          <ShieldAlert aria-hidden /> Leaked
        </Badge>
      )}
      {replacedBy && (
        <Badge tone="quiet">
          <Replace aria-hidden /> Replaced
        </Badge>
      )}
    </>
  );
}
