package dev.integrationshub.delivery;

import dev.integrationshub.delivery.Decision.Next;
import dev.integrationshub.delivery.Decision.OnWebhook;
import dev.integrationshub.egress.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what follows from an attempt; pure. */
final class DecideNext {
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;

  private DecideNext() {}

  /**
   * @param now to measure a Retry-After date against
   * @param random 0 inclusive to 1 exclusive
   */
  static Decision decide(DeliveryState state, Outcome outcome, Instant now, double random) {
    return switch (outcome) {
      case Outcome.Responded responded when isSuccess(responded.statusCode()) ->
          new Decision(new Next.Succeeded(), new OnWebhook.Keep());
      case Outcome.Responded responded -> refused(state, responded, now, random);
      case Outcome.Failed failed ->
          new Decision(retryOrGiveUp(state, Optional.empty(), random), new OnWebhook.Keep());
    };
  }

  /** Success is 2xx only: a redirect is a failure. */
  static boolean isSuccess(int statusCode) {
    return statusCode >= 200 && statusCode <= 299;
  }

  private static Decision refused(
      DeliveryState state, Outcome.Responded responded, Instant now, double random) {
    return switch (responded.statusCode()) {
      case GONE ->
          state.trigger() == Trigger.MANUAL
              ? new Decision(retryOrGiveUp(state, Optional.empty(), random), new OnWebhook.Keep())
              : new Decision(new Next.Failed(), new OnWebhook.Disable());
      case TOO_MANY_REQUESTS -> {
        Optional<Duration> asked = asked(responded, now);
        // Whoever asked for the attempt: many retries by hand are what a receiver may want rest of.
        yield new Decision(
            retryOrGiveUp(state, asked, random),
            new OnWebhook.Pause(RetrySchedule.pause(asked, random)));
      }
      case SERVICE_UNAVAILABLE ->
          new Decision(retryOrGiveUp(state, asked(responded, now), random), new OnWebhook.Keep());
      default -> new Decision(retryOrGiveUp(state, Optional.empty(), random), new OnWebhook.Keep());
    };
  }

  private static Next retryOrGiveUp(DeliveryState state, Optional<Duration> asked, double random) {
    int retriesUsed = retriesUsedAfter(state);
    return state.reopened() || retriesUsed > state.retriesAllowed()
        ? new Next.Failed()
        : new Next.Retry(RetrySchedule.delay(retriesUsed - 1, asked, random), retriesUsed);
  }

  /** An attempt by hand came before the retry that was waiting: that one is still to come. */
  private static int retriesUsedAfter(DeliveryState state) {
    boolean manual = state.trigger() == Trigger.MANUAL;
    return manual && state.retriesUsed() > 0 ? state.retriesUsed() : state.retriesUsed() + 1;
  }

  private static Optional<Duration> asked(Outcome.Responded responded, Instant now) {
    return responded.retryAfter().flatMap(value -> RetryAfter.parse(value, now));
  }
}
