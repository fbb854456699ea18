package dev.integrationshub.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision on one presented key. What is known of the key is told unless the code is {@code
 * MALFORMED} or {@code NOT_FOUND}.
 *
 * @param keyId such as {@code key_01h455vb4pex5vsknk084sn02q}
 * @param organizationId whose key it is, such as {@code org_01h455vb4pex5vsknk084sn02q}
 * @param name the key's name
 * @param scopes all scopes that the key holds
 * @param expiresAt null for a key that doesn't expire
 * @param rateLimit null for a key without a limit
 */
public record Verification(
    VerificationCode code,
    @Nullable String keyId,
    @Nullable String organizationId,
    @Nullable String name,
    List<String> scopes,
    @Nullable Instant expiresAt,
    @Nullable RateLimit rateLimit) {

  public Verification {
    scopes = List.copyOf(scopes);
  }

  /** Whether to let the call through. */
  public boolean isValid() {
    return code == VerificationCode.VALID;
  }

  /**
   * The key's rate limit after this call.
   *
   * @param limit the cost allowed in any 60 minutes
   * @param remaining what is left of it now
   * @param resetAt when the oldest counted minute stops counting
   */
  public record RateLimit(int limit, long remaining, Instant resetAt) {

    /**
     * Whole seconds until then, 1 to 3,600: for {@code Retry-After}. The hub's clock and this one
     * may differ, and nothing counts for longer than an hour.
     */
    public long secondsUntilReset(Instant now) {
      long seconds = Duration.between(now, resetAt).plusNanos(999_999_999).toSeconds();
      return Math.min(3_600, Math.max(1, seconds));
    }
  }

  static Verification unknown(VerificationCode code) {
    return new Verification(code, null, null, null, List.of(), null, null);
  }

  static Verification of(VerificationCode code, KeyCopy key, @Nullable RateLimit rateLimit) {
    return new Verification(
        code,
        key.keyId(),
        key.organizationId(),
        key.name(),
        key.scopes(),
        key.expiresAt(),
        rateLimit);
  }
}
