package dev.integrationshub.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a verified call ended.
 *
 * @param keyId the verification's
 * @param status the HTTP status that the caller got, 100 to 599; 400 and more is a failure
 * @param latency how long the call took, at most an hour; kept to the microsecond
 * @param at when it ended, at most a day ago; null for now
 */
public record EndedCall(String keyId, int status, Duration latency, @Nullable Instant at) {
  /** One that has just ended. */
  public static EndedCall now(String keyId, int status, Duration latency) {
    return new EndedCall(keyId, status, latency, null);
  }
}
