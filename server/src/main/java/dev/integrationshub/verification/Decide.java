package dev.integrationshub.verification;

import dev.integrationshub.keys.ApiKey;
import dev.integrationshub.keys.KeyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules for a key whose secret is proven; pure. */
final class Decide {
  private Decide() {}

  /**
   * Names the first thing that stands against the call.
   *
   * @param window null for a key without a limit
   */
  static VerificationCode on(ApiKey key, Ask ask, @Nullable HourWindow window, Instant now) {
    return switch (KeyStatus.of(key, now)) {
      case REVOKED -> VerificationCode.REVOKED;
      case DISABLED -> VerificationCode.DISABLED;
      case EXPIRED -> VerificationCode.EXPIRED;
      case ACTIVE -> onActive(key, ask, window);
    };
  }

  private static VerificationCode onActive(ApiKey key, Ask ask, @Nullable HourWindow window) {
    if (!key.allows(ask.address())) {
      return VerificationCode.IP_NOT_ALLOWED;
    }
    if (!key.holdsAll(ask.scopes())) {
      return VerificationCode.INSUFFICIENT_SCOPE;
    }
    if (window != null && !window.fits(ask.cost())) {
      return VerificationCode.RATE_LIMITED;
    }
    return VerificationCode.VALID;
  }
}
