package dev.integrationshub.egress;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a URL that was found acceptable points to.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case: a name, or a literal address without brackets
 * @param port 1 to 65535; the scheme's own where the URL has none
 * @param pathAndQuery as typed, at least {@code /}
 * @param literal the address, where the host is one; null for a name
 */
public record Destination(
    String scheme, String host, int port, String pathAndQuery, @Nullable InetAddress literal) {

  public boolean isSecure() {
    return scheme.equals("https");
  }

  /** The value of the Host header (RFC 9110 section 7.2): without the scheme's own port. */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (isSecure() ? 443 : 80) ? name : name + ":" + port;
  }
}
