import { describe, expect, it } from "vitest";
import { checkWebhookUrl, strictRules } from "./check-webhook-url";

describe("checkWebhookUrl", () => {
  it.each([
    "https://example.com/hooks",
    "https://example.com:8443/hooks?tenant=1",
    "https://münchen.example/",
    "https://198.41.0.4/hooks",
    "https://[2600::1]/hooks",
    "  https://example.com/hooks  ",
  ])("takes %s", (url) => {
    expect(checkWebhookUrl(url, strictRules)).toBeUndefined();
  });

  it.each([
    ["example.com/hooks", /whole URL/],
    ["https://", /whole URL/],
    ["http://example.com", /https/],
    ["ftp://example.com", /https/],
    ["https://user:pass@example.com", /user name and password/],
    ["https://example.com./", /dot at the end/],
    ["https://localhost:9000", /Private/],
    ["https://hub.localhost", /Private/],
    ["https://10.0.0.1", /Private/],
    ["https://127.0.0.1:8443/hooks", /Private/],
    ["https://169.254.169.254/latest", /Private/],
    ["https://100.64.0.1", /Private/],
    ["https://192.168.1.1", /Private/],
    ["https://[::1]", /Private/],
    ["https://[fd00:ec2::254]", /Private/],
    ["https://[fe80::1]", /Private/],
    ["https://[::ffff:10.0.0.1]", /Private/],
    ["https://[64:ff9b::7f00:1]", /Private/],
    ["https://2130706433", /usual form/],
    ["https://0x7f.1", /usual form/],
    ["https://127.1", /usual form/],
    ["https://010.0.0.1", /usual form/],
  ])("refuses %s", (url, reason) => {
    expect(checkWebhookUrl(url, strictRules)).toMatch(reason);
  });

  it("leaves to the hub what its operator allows", () => {
    const lax = { httpAllowed: true, privateAddressesAllowed: true };
    expect(checkWebhookUrl("http://example.com", lax)).toBeUndefined();
    expect(checkWebhookUrl("https://127.0.0.1:8443", lax)).toBeUndefined();
    expect(checkWebhookUrl("https://localhost:8443", lax)).toBeUndefined();
    expect(checkWebhookUrl("https://2130706433", lax)).toMatch(/usual form/);
  });
});
