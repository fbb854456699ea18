import { parseIpAddress } from "@/lib/ip-address";
import { isForbiddenAddress } from "./forbidden-networks";

/** What the operator of this hub allows beyond the usual. */
export interface UrlRules {
  httpAllowed: boolean;
  privateAddressesAllowed: boolean;
}

export const strictRules: UrlRules = { httpAllowed: false, privateAddressesAllowed: false };

const privateAddress = "Private and reserved addresses can’t be reached from the hub.";

/**
 * What is wrong with a webhook's URL as typed; undefined if nothing is. The hub checks again, and
 * also the addresses that a name resolves to.
 */
export function checkWebhookUrl(text: string, rules: UrlRules): string | undefined {
  const typed = text.trim();
  const parts = /^([a-z][a-z\d+.-]*):\/\/([^/?#\\]*)/i.exec(typed);
  if (!parts || !URL.canParse(typed))
    return "Enter a whole URL, such as https://example.com/hooks.";

  const [, scheme = "", authority = ""] = parts;
  if (scheme.toLowerCase() === "http" && !rules.httpAllowed)
    return "Use https:// instead of http://.";
  if (!/^https?$/i.test(scheme)) return "Use an https:// URL.";
  if (authority.includes("@")) {
    return "Leave out the user name and password; send a custom header instead.";
  }
  return checkHost(new URL(typed).hostname, authority.replace(/:\d*$/, ""), rules);
}

function checkHost(host: string, typedHost: string, rules: UrlRules): string | undefined {
  const literal = host.replace(/^\[|\]$/g, "");
  const address = parseIpAddress(literal);
  if (address) {
    // The browser reads 0x7f.1 or 2130706433 as an address; the hub takes the plain spelling only.
    const odd = address.length === 4 && typedHost !== literal;
    if (odd) return "Write the IP address in its usual form, such as 198.41.0.4.";
    return isForbiddenAddress(address) && !rules.privateAddressesAllowed
      ? privateAddress
      : undefined;
  }
  if (host.endsWith(".")) return "Leave out the dot at the end of the host name.";
  const local = host === "localhost" || host.endsWith(".localhost");
  return local && !rules.privateAddressesAllowed ? privateAddress : undefined;
}
