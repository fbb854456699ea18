import { jsonTokens } from "@/lib/json-tokens";

export interface DiffLine {
  kind: "same" | "removed" | "added";
  text: string;
}

const mostComparisons = 1_000_000;

/** What has to be taken from one text and added to make the other; JSON by its indented lines. */
export function diffOf(one: string, other: string): DiffLine[] {
  return diffLines(linesOf(one), linesOf(other));
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  const indented = jsonTokens(text)
    ?.map((token) => token.text)
    .join("");
  return (indented ?? text).split("\n");
}

export function diffLines(one: string[], other: string[]): DiffLine[] {
  // Texts of thousands of lines each aren't read line by line.
  if (one.length * other.length > mostComparisons) {
    return [...one.map(as("removed")), ...other.map(as("added"))];
  }
  const common = lengthsOfCommonTails(one, other);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const removed = one[i];
    const added = other[j];
    if (removed !== undefined && removed === added) {
      lines.push({ kind: "same", text: removed });
      i += 1;
      j += 1;
    } else if (removed !== undefined && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? -1)) {
      lines.push({ kind: "removed", text: removed });
      i += 1;
    } else {
      lines.push({ kind: "added", text: added ?? "" });
      j += 1;
    }
  }
  return lines;
}

/** At [i][j]: how many lines, in order, the texts from their lines i and j on have in common. */
function lengthsOfCommonTails(one: string[], other: string[]): number[][] {
  const lengths = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  );
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      const row = lengths[i] as number[];
      const below = lengths[i + 1] as number[];
      row[j] =
        one[i] === other[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function as(kind: DiffLine["kind"]) {
  return (text: string): DiffLine => ({ kind, text });
}
