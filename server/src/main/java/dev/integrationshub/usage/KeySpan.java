package dev.integrationshub.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;

/**
 * One key in one minute, hour or day, by its begin in UTC; in the order in which rows are locked.
 */
record KeySpan(UUID keyId, Instant startsAt) implements Comparable<KeySpan> {
  private static final Comparator<KeySpan> ORDER =
      Comparator.comparing(KeySpan::keyId).thenComparing(KeySpan::startsAt);

  KeySpan truncatedTo(ChronoUnit unit) {
    return new KeySpan(keyId, startsAt.truncatedTo(unit));
  }

  @Override
  public int compareTo(KeySpan other) {
    return ORDER.compare(this, other);
  }
}
