import { expect, it } from "vitest";
import { describeRevocation } from "./revocation-words";

it("tells where a revoked key is refused, and that the rest is still to come", () => {
  const on = (acknowledged: number, nodes: number) =>
    describeRevocation({ name: "CI", propagation: { acknowledged, nodes } });
  expect(on(3, 3)).toBe("“CI” is revoked. Refused on 3 of 3 nodes.");
  expect(on(1, 1)).toBe("“CI” is revoked. Refused on 1 of 1 node.");
  expect(on(2, 3)).toBe("“CI” is revoked. Refused on 2 of 3 nodes so far; the others follow.");
});
