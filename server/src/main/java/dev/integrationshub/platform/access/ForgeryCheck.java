package dev.integrationshub.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.platform.problems.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.security.MessageDigest;
import java.util.Set;

/**
 * Refuses writes that another site made a logged-in browser send (OWASP's cross-site request
 * forgery prevention): the session's own token must come in a header, and the headers that browsers
 * set themselves, where present, must name the hub's own origin.
 */
record ForgeryCheck(String ownOrigin) {
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  /**
   * @throws ProblemException 403
   */
  void checkSource(MultivaluedMap<String, String> headers) {
    String site = headers.getFirst("Sec-Fetch-Site");
    if (site != null && !OWN_SITE.contains(site)) {
      throw ProblemException.forbidden("A write must come from the hub's own page.");
    }
    String origin = headers.getFirst("Origin");
    if (site == null && origin != null && !origin.equals(ownOrigin)) {
      throw ProblemException.forbidden(
          "The Origin " + origin + " is not the hub's own, " + ownOrigin + " (HUB_PUBLIC_URL).");
    }
  }

  /**
   * @throws ProblemException 403
   */
  void checkToken(Caller.Member member, MultivaluedMap<String, String> headers) {
    String token = headers.getFirst("X-CSRF-Token");
    if (token == null
        || !MessageDigest.isEqual(token.getBytes(UTF_8), member.csrfToken().getBytes(UTF_8))) {
      throw ProblemException.forbidden(
          "A write with a session needs its X-CSRF-Token header: GET /api/session tells the token.");
    }
  }
}
