package dev.integrationshub.platform.network;

import java.net.InetAddress;

/** Addresses as PostgreSQL's {@code inet} takes them. */
public final class AddressText {
  private AddressText() {}

  /** Without the zone (RFC 4007) that a link-local address comes with, as in fe80::1%eth0. */
  public static String of(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*$", "");
  }
}
