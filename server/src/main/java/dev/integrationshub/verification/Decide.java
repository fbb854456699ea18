package dev.integrationshub.verification;

import dev.integrationshub.keys.KeyStatus;
import dev.integrationshub.keys.ProvenKey;
import java.time.Instant;

/** The rules for a key whose secret is proven, up to its rate limit; pure. */
final class Decide {
  private Decide() {}

  /** Names the first thing that stands against the call; {@code VALID} where nothing does. */
  static VerificationCode on(ProvenKey key, Ask ask, Instant now) {
    return switch (KeyStatus.of(key, now)) {
      case REVOKED -> VerificationCode.REVOKED;
      case DISABLED -> VerificationCode.DISABLED;
      case EXPIRED -> VerificationCode.EXPIRED;
      case ACTIVE -> onActive(key, ask);
    };
  }

  private static VerificationCode onActive(ProvenKey key, Ask ask) {
    if (!key.allows(ask.address())) {
      return VerificationCode.IP_NOT_ALLOWED;
    }
    return key.holdsAll(ask.scopes())
        ? VerificationCode.VALID
        : VerificationCode.INSUFFICIENT_SCOPE;
  }
}
