package dev.integrationshub.verification;

import dev.integrationshub.usage.UsageMinutes;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of its limit a key has used. At most {@code limit} is allowed in any 60 minutes: what
 * was allowed in the current minute and the 60 before it counts, so a minute that began at 12:00
 * stops counting at 13:01.
 *
 * @param limit the cost allowed in any 60 minutes
 * @param used the cost allowed in the window; more than the limit only after that was lowered
 * @param oldestMinute the first minute that counts
 */
record HourWindow(int limit, long used, Instant oldestMinute, Instant now) {
  private static final Duration MINUTE_COUNTS_FOR = Duration.ofMinutes(61);

  static HourWindow of(int limit, UsageMinutes.LastHour hour) {
    return new HourWindow(limit, hour.used(), hour.oldestMinute(), hour.now());
  }

  boolean fits(int cost) {
    return used + cost <= limit;
  }

  /** The window after an allowed call of that cost. */
  HourWindow plus(int cost) {
    return new HourWindow(limit, used + cost, oldestMinute, now);
  }

  long remaining() {
    return Math.max(0, limit - used);
  }

  /** When the oldest minute stops counting, and so the first time at which more may be allowed. */
  Instant resetAt() {
    return oldestMinute.plus(MINUTE_COUNTS_FOR);
  }

  /** Whole seconds until then, never too few. */
  long secondsUntilReset() {
    return Math.max(1, Duration.between(now, resetAt()).plusNanos(999_999_999).toSeconds());
  }
}
