package dev.integrationshub.platform.access;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a request presents. At most one of bearer and cookie is believed: the bearer.
 *
 * @param bearer of {@code Authorization: Bearer} or {@code X-API-Key}
 * @param sessionCookie the session cookie's value
 * @param organizationHeader the {@code X-Organization-Id} header
 * @param clientAddress behind trusted proxies
 */
public record Credentials(
    Optional<String> bearer,
    Optional<String> sessionCookie,
    Optional<String> organizationHeader,
    InetAddress clientAddress) {

  @Override
  public String toString() {
    return "Credentials[bearer="
        + bearer.map(b -> "***")
        + ", sessionCookie="
        + sessionCookie.map(c -> "***")
        + "]";
  }
}
