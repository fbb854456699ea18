import { CodeBlock } from "@/components/code-block";
import { type JsonToken, jsonTokens } from "@/lib/json-tokens";

const colors: Record<JsonToken["kind"], string | undefined> = {
  key: "text-accent-text",
  string: "text-success",
  number: "text-warning",
  word: "text-warning",
  layout: undefined,
};

/** JSON indented and coloured, anything else as it is. Copying takes the original. */
export function MessageBody({ text, label }: { text: string; label: string }) {
  if (text === "") return <p className="text-muted-foreground">The body is empty.</p>;
  const tokens = jsonTokens(text);
  return (
    <CodeBlock text={text} label={label}>
      {tokens?.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
        <span key={index} className={colors[token.kind]}>
          {token.text}
        </span>
      ))}
    </CodeBlock>
  );
}
