package dev.integrationshub.egress;

import dev.integrationshub.platform.network.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses that is not the public internet. The JDK's own predicates ({@link
 * InetAddress#isSiteLocalAddress} and its relatives) miss fc00::/7, 100.64.0.0/10 and more, so the
 * blocks are written out.
 *
 * @param block as the registries write it
 * @param name what the block is for, as shown to people
 */
record SpecialPurposeRange(String block, String name, Cidr addresses) {

  /**
   * IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890), multicast and reserved
   * space. A block inside another comes first, so that the narrower name is told. IPv6 blocks that
   * embed IPv4 as a whole (::ffff:0:0/96 and 64:ff9b::/96) are missing on purpose: {@link
   * EmbeddedAddress} looks inside.
   */
  static final List<SpecialPurposeRange> ALL =
      List.of(
          of("0.0.0.0/8", "this network"),
          of("10.0.0.0/8", "private network"),
          of("100.64.0.0/10", "carrier-grade NAT"),
          of("127.0.0.0/8", "loopback"),
          of("169.254.0.0/16", "link-local"),
          of("172.16.0.0/12", "private network"),
          of("192.0.0.0/24", "IETF protocol assignments"),
          of("192.0.2.0/24", "documentation"),
          of("192.31.196.0/24", "AS112 name servers"),
          of("192.52.193.0/24", "automatic multicast tunnelling"),
          of("192.88.99.0/24", "6to4 relay anycast"),
          of("192.168.0.0/16", "private network"),
          of("192.175.48.0/24", "AS112 name servers"),
          of("198.18.0.0/15", "benchmarking"),
          of("198.51.100.0/24", "documentation"),
          of("203.0.113.0/24", "documentation"),
          of("224.0.0.0/4", "multicast"),
          of("255.255.255.255/32", "broadcast"),
          of("240.0.0.0/4", "reserved"),
          of("::/128", "unspecified address"),
          of("::1/128", "loopback"),
          of("::ffff:0:0:0/96", "IPv4-translated addresses"),
          of("64:ff9b:1::/48", "local IPv4/IPv6 translation"),
          of("::/8", "reserved"),
          of("100::/64", "discard-only"),
          of("100:0:0:1::/64", "dummy prefix"),
          of("2001::/23", "IETF protocol assignments"),
          of("2001:db8::/32", "documentation"),
          of("2002::/16", "6to4"),
          of("2620:4f:8000::/48", "AS112 name servers"),
          of("3fff::/20", "documentation"),
          of("5f00::/16", "segment routing"),
          of("fc00::/7", "private network"),
          of("fe80::/10", "link-local"),
          of("fec0::/10", "site-local"),
          of("ff00::/8", "multicast"));

  static Optional<SpecialPurposeRange> containing(InetAddress address) {
    return ALL.stream().filter(range -> range.addresses.contains(address)).findFirst();
  }

  @Override
  public String toString() {
    return name + ", " + block;
  }

  private static SpecialPurposeRange of(String block, String name) {
    return new SpecialPurposeRange(block, name, Cidr.of(block));
  }
}
