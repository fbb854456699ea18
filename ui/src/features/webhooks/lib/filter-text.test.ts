import { expect, it } from "vitest";
import { checkFilter, filterOf, filterText, placeInFilter } from "./filter-text";

it("takes an object or nothing as a filter", () => {
  expect(checkFilter(" ")).toBeUndefined();
  expect(checkFilter('{"plan": "pro"}')).toBeUndefined();
  expect(checkFilter("[]")).toMatch(/JSON object/);
  expect(checkFilter("null")).toMatch(/JSON object/);
  expect(checkFilter("{plan}")).toMatch(/isn’t valid JSON/);
});

it("reads back what it writes, and nothing for none", () => {
  const filter = { amount: { $gte: 10 } };
  expect(filterOf(filterText(filter))).toEqual(filter);
  expect(filterText(null)).toBe("");
  expect(filterOf(" ")).toBeNull();
});

it("names the place of a complaint as the filter does", () => {
  expect(placeInFilter("/filter/customer.plan/$in/0")).toBe("customer.plan → $in → 0");
  expect(placeInFilter("/filter/a~1b~0c")).toBe("a/b~c");
  expect(placeInFilter("/filter")).toBe("");
});
