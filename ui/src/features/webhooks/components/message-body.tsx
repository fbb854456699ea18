import { useState } from "react";
import { CodeBlock } from "@/components/code-block";
import { Button } from "@/components/ui/button";
import { type JsonToken, jsonTokens } from "@/lib/json-tokens";

const colors: Record<JsonToken["kind"], string | undefined> = {
  key: "text-accent-text",
  string: "text-success",
  number: "text-warning",
  word: "text-warning",
  layout: undefined,
};

/** JSON indented and coloured unless it is wanted raw, anything else as it is. Copying takes the original. */
export function MessageBody({ text, label }: { text: string; label: string }) {
  const [raw, setRaw] = useState(false);
  if (text === "") return <p className="text-muted-foreground">The body is empty.</p>;
  const tokens = jsonTokens(text);
  return (
    <div className="space-y-1.5">
      {tokens && (
        <div className="flex justify-end">
          <Button
            variant="link"
            size="small"
            aria-label={raw ? `Show ${label} indented` : `Show ${label} raw`}
            onClick={() => setRaw(!raw)}
          >
            {raw ? "Indented" : "Raw"}
          </Button>
        </div>
      )}
      <CodeBlock text={text} label={label}>
        {!raw &&
          tokens?.map((token, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
            <span key={index} className={colors[token.kind]}>
              {token.text}
            </span>
          ))}
      </CodeBlock>
    </div>
  );
}
