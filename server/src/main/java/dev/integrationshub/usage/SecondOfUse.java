package dev.integrationshub.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was allowed against a limit within one second.
 *
 * @param lastAt when the last of it was
 */
record SecondOfUse(long cost, Instant lastAt) {

  /** The microsecond of {@link #lastAt} within its second, rounded up. */
  long lastMicro() {
    Duration within = Duration.between(lastAt.truncatedTo(ChronoUnit.SECONDS), lastAt);
    return Math.ceilDiv(within.toNanos(), 1_000);
  }

  SecondOfUse plus(SecondOfUse other) {
    return new SecondOfUse(cost + other.cost, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
  }
}
