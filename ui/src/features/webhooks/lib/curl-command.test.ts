import { expect, it } from "vitest";
import { curlCommand } from "./curl-command";

it("repeats a request, quoted for a shell, without what curl finds out itself", () => {
  const command = curlCommand({
    url: "https://example.com/hooks?a=1&b=2",
    headers: [
      { name: "Host", value: "example.com" },
      { name: "content-length", value: "14" },
      { name: "webhook-signature", value: "***" },
    ],
    body: `{"it's": "$HOME"}`,
  });
  expect(command).toBe(
    String.raw`curl -X POST 'https://example.com/hooks?a=1&b=2' \
  -H 'webhook-signature: ***' \
  --data-raw '{"it'\''s": "$HOME"}'`,
  );
});

it("sends no body where there was none", () => {
  expect(curlCommand({ url: "https://example.com", headers: [], body: null })).toBe(
    "curl -X POST 'https://example.com'",
  );
});
