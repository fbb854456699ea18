export interface JsonToken {
  kind: "key" | "string" | "number" | "word" | "layout";
  text: string;
}

const lexeme = /"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g;

/**
 * Indents JSON without reading its values: parsing and writing them again would round large numbers
 * and merge duplicate keys, and a reader wants to see what was sent.
 *
 * @returns undefined if the text isn't JSON
 */
export function jsonTokens(text: string): JsonToken[] | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const lexemes = text.match(lexeme) ?? [];
  const tokens: JsonToken[] = [];
  let depth = 0;
  const breakLine = () => tokens.push({ kind: "layout", text: `\n${"  ".repeat(depth)}` });

  lexemes.forEach((current, index) => {
    const opens = current === "{" || current === "[";
    const closes = current === "}" || current === "]";
    const empty = closes && /^[{[]$/.test(lexemes[index - 1] ?? "");
    if (closes) depth -= 1;
    if (closes && !empty) breakLine();
    tokens.push({ kind: kindOf(current, lexemes[index + 1]), text: current });
    if (opens) depth += 1;
    const next = lexemes[index + 1];
    if (current === "," || (opens && next !== "}" && next !== "]")) breakLine();
    if (current === ":") tokens.push({ kind: "layout", text: " " });
  });
  return tokens;
}

function kindOf(current: string, next: string | undefined): JsonToken["kind"] {
  if (current.startsWith('"')) return next === ":" ? "key" : "string";
  if (/^[-\d]/.test(current)) return "number";
  return /^[tfn]/.test(current) ? "word" : "layout";
}
