import { Link } from "react-router";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { useFurtherModal } from "@/lib/modal-route";
import { plural } from "@/lib/numbers";
import { useNow } from "@/lib/use-now";
import type { ApiKey } from "../api/api-key";
import { expiresWithinAWeek } from "../lib/key-age";

interface KeyNoticesProps {
  apiKey: ApiKey;
  failedAttempts: number;
}

/** What the reader should know before anything else about a key. */
export function KeyNotices({ apiKey, failedAttempts }: KeyNoticesProps) {
  const { leakedAt, replacedBy } = apiKey;
  const soon = expiresWithinAWeek(apiKey, useNow());
  return (
    <div className="space-y-3 empty:hidden">
      {leakedAt && (
        <Alert tone="danger">
          Reported as leaked <RelativeTime at={leakedAt} />. Whoever found it may have used it: look
          at its last use, and generate a new key.
        </Alert>
      )}
      {replacedBy && <Replaced apiKey={apiKey} replacedBy={replacedBy} />}
      {failedAttempts > 0 && (
        <Alert tone="warning">
          {plural(failedAttempts, "failed attempt")} in the last 7 days: somebody presented this
          key’s prefix with a wrong secret. A truncated copy does that, and so does guessing.
        </Alert>
      )}
      {soon && !replacedBy && apiKey.expiresAt && (
        <Alert tone="warning">
          Expires <RelativeTime at={apiKey.expiresAt} />. Rotate it before that, so that nothing
          stops working.
        </Alert>
      )}
    </div>
  );
}

function Replaced({ apiKey, replacedBy }: { apiKey: ApiKey; replacedBy: string }) {
  const replacement = useFurtherModal(`api-keys/${replacedBy}`);
  const { status, expiresAt } = apiKey;
  return (
    <Alert>
      <p>
        This key was rotated.{" "}
        {status === "active" && expiresAt && (
          <>
            It stops working <RelativeTime at={expiresAt} />.
          </>
        )}
      </p>
      <Link {...replacement} className="inline-block py-0.5 font-medium text-accent-text underline">
        Show the key that replaces it
      </Link>
    </Alert>
  );
}
