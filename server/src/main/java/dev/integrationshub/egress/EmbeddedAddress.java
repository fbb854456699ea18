package dev.integrationshub.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The IPv4 address that an IPv6 address stands for. */
final class EmbeddedAddress {
  /** IPv4-mapped: ::ffff:0:0/96 (RFC 4291 section 2.5.5.2). */
  private static final byte[] MAPPED = HexFormat.of().parseHex("00000000000000000000ffff");

  /** NAT64's well-known prefix: 64:ff9b::/96 (RFC 6052 section 2.1). */
  private static final byte[] TRANSLATED = HexFormat.of().parseHex("0064ff9b0000000000000000");

  private EmbeddedAddress() {}

  static Optional<InetAddress> in(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16 || !(startsWith(bytes, MAPPED) || startsWith(bytes, TRANSLATED))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an IPv4 address has 4 bytes", e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
