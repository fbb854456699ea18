package dev.integrationshub.verification;

import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.usage.HourWindow;
import org.jspecify.annotations.Nullable;

/** The decision on one presented key. */
sealed interface Verification {

  /** {@link VerificationCode#MALFORMED}: not an API key at all. */
  record Malformed() implements Verification {}

  /** {@link VerificationCode#NOT_FOUND}: nothing may be told about any key. */
  record NotFound() implements Verification {}

  /**
   * The caller holds the key.
   *
   * @param code any other code
   * @param window of its rate limit, after this call; null for a key without a limit
   */
  record Proven(ProvenKey key, VerificationCode code, @Nullable HourWindow window)
      implements Verification {}
}
