import { expect, it } from "vitest";
import { testResult } from "@/testing/fixtures";
import { testVerdict } from "./test-verdict";

const answered = (statusCode: number) =>
  testResult({ success: statusCode < 300, statusCode, error: statusCode < 300 ? null : "http" });
const silent = testResult({ success: false, statusCode: null, error: "timeout", response: null });

it("praises a receiver that accepts what is signed", () => {
  expect(testVerdict(answered(204), "signed")).toMatchObject({ tone: "success" });
  expect(testVerdict(answered(401), "signed")).toMatchObject({ tone: "danger" });
  expect(testVerdict(silent, "signed").words).toMatch(/^No answer within the timeout\./);
});

it.each(["unsigned", "tampered"] as const)("praises one that refuses what is %s", (signature) => {
  expect(testVerdict(answered(401), signature)).toMatchObject({ tone: "success" });
  expect(testVerdict(answered(200), signature)).toMatchObject({ tone: "warning" });
});

it("concludes nothing about signatures from a receiver that is broken or away", () => {
  expect(testVerdict(answered(500), "unsigned").words).toMatch(/doesn’t tell/);
  expect(testVerdict(silent, "tampered").words).toMatch(/doesn’t tell/);
});
