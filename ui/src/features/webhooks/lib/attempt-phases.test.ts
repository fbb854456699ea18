import { expect, it } from "vitest";
import { attempt } from "@/testing/fixtures";
import { attemptPhases } from "./attempt-phases";

it("names the phases that happened, and what is left of the whole", () => {
  const timing = { dnsMs: 1.5, connectMs: 2, tlsMs: 10, firstByteMs: 20, reused: false };
  expect(attemptPhases(attempt({ durationMs: 40, timing }))).toEqual([
    { name: "dns", label: "DNS", millis: 1.5 },
    { name: "connect", label: "Connect", millis: 2 },
    { name: "tls", label: "TLS", millis: 10 },
    { name: "firstByte", label: "Waiting", millis: 20 },
    { name: "rest", label: "Rest", millis: 6.5 },
  ]);
});

it("leaves out what a reused connection did without, and a rest too small to be measured", () => {
  const timing = { dnsMs: 0.2, connectMs: null, tlsMs: null, firstByteMs: 4.9, reused: true };
  const names = attemptPhases(attempt({ durationMs: 5, timing })).map(({ name }) => name);
  expect(names).toEqual(["dns", "firstByte"]);
});

it("has nothing to say of attempts that weren't measured", () => {
  expect(attemptPhases(attempt({ timing: null }))).toEqual([]);
});
