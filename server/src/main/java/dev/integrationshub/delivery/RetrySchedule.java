package dev.integrationshub.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a failed delivery is tried again. */
final class RetrySchedule {
  static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(10);

  private static final double JITTER = 0.1;

  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private RetrySchedule() {}

  /** As many retries as a webhook may ask for. */
  static int length() {
    return DELAYS.size();
  }

  /**
   * The delay before a retry, never shorter than the schedule or what the receiver asked for, and
   * at most a tenth longer, so that what failed together does not come back together.
   *
   * @param retry 0 for the first
   * @param asked the receiver's Retry-After; counts up to 10 h
   * @param random 0 inclusive to 1 exclusive
   */
  static Duration delay(int retry, Optional<Duration> asked, double random) {
    Duration scheduled = DELAYS.get(retry);
    Duration bounded = asked.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    return jittered(scheduled.compareTo(bounded) >= 0 ? scheduled : bounded, random);
  }

  /** How long retries can take: all of them, each as late as a receiver may ask for. */
  static Duration longest() {
    return DELAYS.stream()
        .map(delay -> delay.compareTo(LONGEST_RETRY_AFTER) >= 0 ? delay : LONGEST_RETRY_AFTER)
        .map(delay -> jittered(delay, 1))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How long a webhook rests whose receiver answered 429. */
  static Duration pause(Optional<Duration> asked, double random) {
    return delay(0, asked, random);
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
  }

  /** In whole milliseconds, as the tables keep it, and rounded up: never sooner. */
  private static Duration jittered(Duration delay, double random) {
    long millis = delay.plusNanos(999_999).toMillis();
    return Duration.ofMillis(millis + (long) (millis * JITTER * random));
  }
}
