import { ApiProblem } from "@/lib/api-problem";

/** What the hub says of the payload alone, such as where it breaks the event's schema. */
export function payloadComplaint(problem: unknown): string | undefined {
  if (!(problem instanceof ApiProblem)) return undefined;
  const about = problem.errors.filter(({ pointer }) => /^\/payload(?:\/|$)/.test(pointer));
  if (about.length === 0 || about.length < problem.errors.length) return undefined;
  return about
    .map(({ pointer, detail }) => `${pointer.slice("/payload".length) || "The payload"} ${detail}.`)
    .join("\n");
}
