import { plural } from "@/lib/numbers";

interface Revocation {
  name: string;
  propagation: { nodes: number; acknowledged: number };
}

/** Where a revoked key is refused by now. */
export function describeRevocation({ name, propagation }: Revocation): string {
  const { nodes, acknowledged } = propagation;
  const where = `“${name}” is revoked. Refused on ${acknowledged} of ${plural(nodes, "node")}`;
  return acknowledged < nodes ? `${where} so far; the others follow.` : `${where}.`;
}
