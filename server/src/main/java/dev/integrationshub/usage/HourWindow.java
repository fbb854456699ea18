package dev.integrationshub.usage;

import java.time.Duration;
import java.time.Instant;

/**
 * How much of its limit a key has used. At most {@code limit} is allowed in any 60 minutes: what
 * was allowed within a second stops counting 60 minutes after that second's end.
 *
 * @param limit the cost allowed in any 60 minutes
 * @param used the cost that counts now; more than the limit only after that was lowered
 * @param oldest the last call of the first second that counts; now where none does
 */
public record HourWindow(int limit, long used, Instant oldest, Instant now) {
  static final Duration LENGTH = Duration.ofHours(1);

  public long remaining() {
    return Math.max(0, limit - used);
  }

  /**
   * When the oldest second stops counting, and so the first time at which more may be allowed; now
   * where nothing is used.
   */
  public Instant resetAt() {
    return used == 0 ? now : oldest.plus(LENGTH);
  }

  /** Whole seconds until then, never too few. */
  public long secondsUntilReset() {
    return Math.max(1, Duration.between(now, resetAt()).plusNanos(999_999_999).toSeconds());
  }
}
