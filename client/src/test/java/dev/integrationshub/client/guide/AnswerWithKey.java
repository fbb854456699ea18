package dev.integrationshub.client.guide;

import dev.integrationshub.client.Ask;
import dev.integrationshub.client.HubUnavailableException;
import dev.integrationshub.client.KeyVerifier;
import dev.integrationshub.client.Verification;
import java.net.InetAddress;

/** What docs/verify-in-your-product.md shows: a test holds them together. */
final class AnswerWithKey {
  private final KeyVerifier verifier;

  AnswerWithKey(KeyVerifier verifier) {
    this.verifier = verifier;
  }

  int statusOf(String presented, InetAddress caller) {
    Verification decided;
    try {
      decided = verifier.verify(presented, Ask.scopes("recordings:read").from(caller));
    } catch (HubUnavailableException e) {
      return 503; // Nobody knows: never 401.
    }
    return switch (decided.code()) {
      case VALID -> 200;
      case IP_NOT_ALLOWED, INSUFFICIENT_SCOPE -> 403;
      case RATE_LIMITED -> 429;
      case MALFORMED, NOT_FOUND, REVOKED, DISABLED, EXPIRED, OTHER -> 401;
    };
  }
}
