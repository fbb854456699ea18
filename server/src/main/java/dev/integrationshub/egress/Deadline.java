package dev.integrationshub.egress;

import java.time.Duration;

/** One bound for everything that a request takes, on the clock that never jumps. */
final class Deadline {
  private final long startNanos = System.nanoTime();
  private final Duration timeout;

  private Deadline(Duration timeout) {
    this.timeout = timeout;
  }

  static Deadline in(Duration timeout) {
    return new Deadline(timeout);
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Zero once the deadline has passed. */
  Duration remaining() {
    Duration remaining = timeout.minus(elapsed());
    return remaining.isNegative() ? Duration.ZERO : remaining;
  }

  boolean isOver() {
    return remaining().isZero();
  }

  FailedException missed(String doing) {
    return new FailedException(
        FailureKind.TIMEOUT,
        "The timeout of " + timeout.toSeconds() + " s was over while " + doing + ".");
  }
}
