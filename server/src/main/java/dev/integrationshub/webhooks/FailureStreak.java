package dev.integrationshub.webhooks;

import java.time.Duration;
import java.time.Instant;

/**
 * A time of nothing but failures. It proves itself by failures, not by silence: a webhook that
 * fails once and has nothing to send for days is not disabled before it has failed again. Notices
 * go by the clock, so that both come before the end however rare its events are.
 *
 * @param since the first failure after the last success
 * @param lastFailure the last one so far
 * @param toldPercent of the time that is allowed, as was last told: 0, 50 or 90
 */
record FailureStreak(Instant since, Instant lastFailure, int toldPercent) {
  /** So long nothing but failures, and the webhook is disabled. */
  static final Duration ALLOWED = Duration.ofDays(5);

  static final int FIRST_NOTICE = 50;
  static final int LAST_NOTICE = 90;

  sealed interface Step {
    /** Nothing to do yet. */
    record Wait() implements Step {}

    /** The organization's other webhooks are to learn of it. */
    record Tell(int percent) implements Step {}

    /** Enough. */
    record Disable() implements Step {}
  }

  /** What is to be done now; pure. */
  Step next(Instant now) {
    if (!lastFailure.isBefore(disableAt())) {
      return new Step.Disable();
    }
    if (toldPercent < LAST_NOTICE && !now.isBefore(after(LAST_NOTICE))) {
      return new Step.Tell(LAST_NOTICE);
    }
    if (toldPercent < FIRST_NOTICE && !now.isBefore(after(FIRST_NOTICE))) {
      return new Step.Tell(FIRST_NOTICE);
    }
    return new Step.Wait();
  }

  /** The next failure from then on disables the webhook. */
  Instant disableAt() {
    return disableAt(since);
  }

  static Instant disableAt(Instant since) {
    return since.plus(ALLOWED);
  }

  private Instant after(int percent) {
    return since.plus(ALLOWED.multipliedBy(percent).dividedBy(100));
  }
}
