import { isInNetwork, parseIpAddress } from "@/lib/ip-address";

// The IANA special-purpose address registries for IPv4 and IPv6, multicast and reserved space.
const forbidden = networks(
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24",
  "192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24",
  "198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4",
  "::/8 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7",
  "fe80::/10 fec0::/10 ff00::/8",
);

// These carry an IPv4 address in their last four bytes, which decides.
const embedding = networks("64:ff9b::/96 ::ffff:0:0/96");

/** Whether the hub refuses to send there; the same table as the hub's own. */
export function isForbiddenAddress(address: number[]): boolean {
  if (contains(embedding, address)) return isForbiddenAddress(address.slice(12));
  return contains(forbidden, address);
}

function contains(table: Network[], address: number[]): boolean {
  return table.some(({ bytes, prefixLength }) => isInNetwork(address, bytes, prefixLength));
}

interface Network {
  bytes: number[];
  prefixLength: number;
}

function networks(...lines: string[]): Network[] {
  return lines
    .flatMap((line) => line.split(" "))
    .map((cidr) => {
      const [address = "", prefixLength] = cidr.split("/");
      return { bytes: parseIpAddress(address) ?? [], prefixLength: Number(prefixLength) };
    });
}
