package dev.integrationshub.client;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decision on a presented key. But for {@code MALFORMED} and {@code NOT_FOUND} it tells whose
 * key it is.
 *
 * @param expiresAt null for a key that does not expire
 * @param rateLimit after this call; null for a key without a limit
 */
public record Verification(
    VerificationCode code,
    @Nullable String keyId,
    @Nullable String organizationId,
    @Nullable String name,
    Set<String> scopes,
    @Nullable Instant expiresAt,
    @Nullable RateLimit rateLimit) {

  /**
   * A key's rate limit.
   *
   * @param limit the cost allowed in any 60 minutes
   * @param remaining what is left of it now
   * @param resetAt when more becomes free, by the hub's database
   */
  public record RateLimit(int limit, long remaining, Instant resetAt) {}

  /** Whether the code is {@code VALID}. */
  public boolean isValid() {
    return code == VerificationCode.VALID;
  }

  static Verification unknown(VerificationCode code) {
    return new Verification(code, null, null, null, Set.of(), null, null);
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
