package dev.integrationshub.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses as the hub writes it, such as {@code 203.0.113.0/24}. */
final class AddressBlock {
  private final byte[] network;
  private final int prefixLength;

  private AddressBlock(byte[] network, int prefixLength) {
    this.network = network;
    this.prefixLength = prefixLength;
  }

  static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    String address = text.substring(0, slash);
    if (!address.matches("[0-9a-fA-F:.]+")) {
      throw new IllegalArgumentException("not an address block: " + text);
    }
    try {
      return new AddressBlock(
          InetAddress.getByName(address).getAddress(), Integer.parseInt(text.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address block: " + text, e);
    }
  }

  /** Without the zone (RFC 4007) that a link-local address comes with, as in fe80::1%eth0. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != network.length) {
      return false;
    }
    int whole = prefixLength / 8;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != network[i]) {
        return false;
      }
    }
    int rest = prefixLength % 8;
    return rest == 0 || (bytes[whole] ^ network[whole]) >> (8 - rest) == 0;
  }
}
