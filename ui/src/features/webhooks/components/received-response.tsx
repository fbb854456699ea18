import type { Header } from "../api/webhook";
import { errorWords } from "../lib/error-words";
import { HeaderList } from "./header-list";
import { MessageBody } from "./message-body";

interface ReceivedResponseProps {
  answered: boolean;
  error: string | null;
  /** The error in a sentence. */
  errorDetail: string | null;
  headers: Header[] | null | undefined;
  body: string | null | undefined;
  truncated: boolean;
}

/** Headers and body of an answer, or why there is none. */
export function ReceivedResponse(props: ReceivedResponseProps) {
  const { answered, error, errorDetail, headers, body, truncated } = props;
  if (!answered) {
    return (
      <div className="space-y-1">
        <p>
          {error ? errorWords(error) : "Nothing came back"}.
          {error && <code className="ml-2 text-xs text-muted-foreground">{error}</code>}
        </p>
        {errorDetail && <p className="break-words text-muted-foreground">{errorDetail}</p>}
      </div>
    );
  }
  return (
    <>
      <HeaderList headers={headers ?? []} />
      <MessageBody text={body ?? ""} label="response body" />
      {truncated && (
        <p className="text-[0.8125rem] text-warning">
          The answer was longer; only its beginning was kept.
        </p>
      )}
    </>
  );
}
