import { expect, it } from "vitest";
import { formatCapped } from "./capped-count";

it("says that there may be more where the hub stopped counting", () => {
  expect(formatCapped(0)).toBe("0");
  expect(formatCapped(9_999)).toBe("9,999");
  expect(formatCapped(10_000)).toBe("10,000+");
});
