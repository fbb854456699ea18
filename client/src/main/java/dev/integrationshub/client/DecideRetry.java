package dev.integrationshub.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether to try again, and when. Pure. */
final class DecideRetry {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private DecideRetry() {}

  /**
   * @param attempts how many there were, this one included
   * @param maxAttempts how many there may be
   * @param repeatable whether the hub may be asked again where it perhaps did it already
   * @param left how much time there is
   * @return how long to wait before the next attempt: half to all of 100 ms, doubled each time up
   *     to 5 s, and never less than the hub asked for. Empty when there is to be none, also because
   *     it would begin too late.
   */
  static Optional<Duration> after(
      Outcome outcome,
      int attempts,
      int maxAttempts,
      boolean repeatable,
      Duration left,
      RandomGenerator random) {
    if (attempts >= maxAttempts || !mayRepeat(outcome, repeatable)) {
      return Optional.empty();
    }
    Duration wait = backoff(attempts, random).plus(asked(outcome));
    return Optional.of(wait).filter(fits -> fits.compareTo(left) < 0);
  }

  private static boolean mayRepeat(Outcome outcome, boolean repeatable) {
    if (outcome instanceof Outcome.Answered answered) {
      return switch (answered.status()) {
        // The hub has not done it.
        case 429, 503 -> true;
        // A proxy lost the hub, before or after it was asked.
        case 502, 504 -> repeatable;
        default -> false;
      };
    }
    return outcome instanceof Outcome.NotSent || repeatable;
  }

  private static Duration backoff(int attempts, RandomGenerator random) {
    long full =
        Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(attempts - 1, Integer.SIZE - 1));
    return Duration.ofNanos(full / 2 + random.nextLong(full / 2 + 1));
  }

  /** Jitter comes on top of it: those that were sent away at once should not return at once. */
  private static Duration asked(Outcome outcome) {
    return outcome instanceof Outcome.Answered answered
        ? answered.retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }
}
