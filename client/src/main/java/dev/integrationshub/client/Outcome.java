package dev.integrationshub.client;

import java.time.Duration;
import java.util.Optional;

/** How one attempt of a request ended. */
sealed interface Outcome {
  /**
   * @param retryAfter what the answer asks to wait
   */
  record Answered(int status, Optional<Duration> retryAfter, byte[] body) implements Outcome {}

  /** No connection was made: the hub knows nothing of the request. */
  record NotSent(Exception cause) implements Outcome {}

  /** No answer came: the hub may have done what was asked, or may do it yet. */
  record Unanswered(Exception cause) implements Outcome {}
}
