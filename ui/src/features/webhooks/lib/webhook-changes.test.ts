import { expect, it } from "vitest";
import { webhook } from "@/testing/fixtures";
import { testTargetOf } from "./test-target";
import { changesOf, isEmptyChange } from "./webhook-changes";
import { formOf } from "./webhook-form";

const saved = webhook({
  events: ["user.created", "recording.completed"],
  headers: [{ name: "X-Token", value: "***" }],
});
const form = formOf(saved);

it("finds no change in a form that was only opened", () => {
  expect(isEmptyChange(changesOf(saved, form))).toBe(true);
  expect(changesOf(saved, { ...form, events: [...form.events].reverse() })).toEqual({});
});

it("names what is changed and nothing else", () => {
  expect(changesOf(saved, { ...form, url: " https://example.org " })).toEqual({
    url: "https://example.org",
  });
  expect(changesOf(saved, { ...form, retry: { ...form.retry, maxRetries: "3" } })).toEqual({
    retry: { enabled: true, maxRetries: 3, timeoutSeconds: 15 },
  });
  expect(changesOf(saved, { ...form, ordered: true, throttlePerSecond: "50" })).toEqual({
    ordered: true,
    throttlePerSecond: 50,
  });
});

it("takes the throttle away by null, which absence would keep", () => {
  const throttled = webhook({ throttlePerSecond: 50 });
  const cleared = { ...formOf(throttled), throttlePerSecond: "" };
  expect(changesOf(throttled, cleared)).toEqual({ throttlePerSecond: null });
});

it("sends all headers if one changes, those that stay without their values", () => {
  const headers = [...form.headers, { name: "X-New", value: "1" }, { name: "", value: "" }];
  expect(changesOf(saved, { ...form, headers })).toEqual({
    headers: [{ name: "X-Token" }, { name: "X-New", value: "1" }],
  });
  expect(changesOf(saved, { ...form, headers: [] })).toEqual({ headers: [] });
});

it("tests the saved webhook unless the form changes what is sent to it", () => {
  const renamed = { ...form, name: "Other" };
  expect(testTargetOf(saved, renamed)).toEqual({ target: { kind: "saved", webhookId: "wh_1" } });
  const slower = { ...form, retry: { ...form.retry, timeoutSeconds: "30" } };
  expect(testTargetOf(saved, slower)).toMatchObject({
    target: { kind: "unsaved", url: saved.url, headers: [], timeoutSeconds: 30 },
    note: expect.stringContaining("without X-Token"),
  });
});

it("says of a webhook that isn't there yet that its secret isn't either", () => {
  const { target, note } = testTargetOf(undefined, { ...form, headers: [] });
  expect(target.kind).toBe("unsaved");
  expect(note).toMatch(/gets its secret when it is added/);
});
