package dev.integrationshub.platform.access;

import dev.integrationshub.platform.configuration.ServerSettings;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie that carries a dashboard session. */
public final class SessionCookie {
  private SessionCookie() {}

  /** Behind TLS the name carries the {@code __Host-} prefix (RFC 6265bis section 4.1.3.2). */
  public static String name(ServerSettings server) {
    return server.isSecure() ? "__Host-hub_session" : "hub_session";
  }

  public static NewCookie holding(String token, Duration lifetime, ServerSettings server) {
    return cookie(token, Math.toIntExact(lifetime.toSeconds()), server);
  }

  /** Makes the browser forget the session. */
  public static NewCookie cleared(ServerSettings server) {
    return cookie("", 0, server);
  }

  private static NewCookie cookie(String value, int maxAgeSeconds, ServerSettings server) {
    return new NewCookie.Builder(name(server))
        .value(value)
        .path("/")
        .maxAge(maxAgeSeconds)
        .httpOnly(true)
        .secure(server.isSecure())
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
