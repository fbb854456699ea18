package dev.integrationshub.egress;

import dev.integrationshub.platform.network.Cidr;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of a URL in its one canonical spelling. Spellings that some parser turns into an address
 * (decimal, octal, hex and short IPv4, trailing dots) are refused and not repaired, because the
 * next parser may read them otherwise.
 */
final class HostName {
  private static final int MAX_LENGTH = 253;

  /** RFC 1123 section 2.1: letters, digits and inner hyphens, at most 63 characters. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** The URL standard (WHATWG, "ends in a number checker") reads such a host as IPv4. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private HostName() {}

  /**
   * @param host in lower case, an IPv6 address in brackets
   * @return the address, where the host is one; empty for a name
   */
  static Optional<InetAddress> check(String host) throws RefusedException {
    if (host.startsWith("[") && host.endsWith("]")) {
      return Optional.of(ipv6(host));
    }
    if (host.isEmpty()) {
      throw new RefusedException("The URL has no host.");
    }
    if (host.endsWith(".")) {
      throw new RefusedException("The host " + host + " must not end with a dot.");
    }
    String[] labels = host.split("\\.", -1);
    if (NUMBER.matcher(labels[labels.length - 1]).matches()) {
      return Optional.of(
          Cidr.parseAddress(host)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          "The host "
                              + host
                              + " is not an address: write IPv4 as four decimal numbers.")));
    }
    refuseBadLabels(host, labels);
    return Optional.empty();
  }

  static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static InetAddress ipv6(String host) throws RefusedException {
    if (host.indexOf('%') >= 0) {
      throw new RefusedException("The address " + host + " must not have a zone (%…).");
    }
    String text = withoutBrackets(host);
    return Optional.of(text)
        .filter(literal -> literal.indexOf(':') >= 0)
        .flatMap(Cidr::parseAddress)
        .orElseThrow(() -> new RefusedException("The host " + host + " is not an IPv6 address."));
  }

  private static void refuseBadLabels(String host, String[] labels) throws RefusedException {
    if (host.length() > MAX_LENGTH) {
      throw new RefusedException(
          "The host has " + host.length() + " characters; at most 253 are allowed.");
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new RefusedException(
            "The host "
                + host
                + " is not a name: between dots it has 1 to 63 letters, digits and inner hyphens.");
      }
    }
  }
}
