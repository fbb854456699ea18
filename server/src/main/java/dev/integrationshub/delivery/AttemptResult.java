package dev.integrationshub.delivery;

import dev.integrationshub.egress.Exchange;
import dev.integrationshub.egress.FailureKind;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt and what follows.
 *
 * @param requestHeaders redacted
 */
record AttemptResult(
    ClaimedDelivery delivery, List<Header> requestHeaders, Exchange exchange, Decision decision) {

  boolean isFinal() {
    return switch (decision.next()) {
      case Decision.Next.Succeeded succeeded -> true;
      case Decision.Next.Failed failed -> true;
      case Decision.Next.Retry retry -> false;
    };
  }

  boolean isSuccess() {
    return decision.next() instanceof Decision.Next.Succeeded;
  }

  /** Whether it says something about the webhook: what somebody asked for by hand does not. */
  boolean counts() {
    return delivery.state().trigger() != Trigger.MANUAL;
  }

  /** What it says about how much the receiver can take. */
  CircuitBreaker.Ending ending() {
    return switch (exchange.outcome()) {
      case Outcome.Responded responded ->
          responded.statusCode() == 429 || responded.statusCode() >= 500
              ? CircuitBreaker.Ending.TROUBLED
              : CircuitBreaker.Ending.ANSWERED;
      case Outcome.Failed failed ->
          failed.kind() == FailureKind.TIMEOUT
              ? CircuitBreaker.Ending.TIMED_OUT
              : CircuitBreaker.Ending.TROUBLED;
    };
  }

  @Nullable Integer statusCode() {
    return switch (exchange.outcome()) {
      case Outcome.Responded responded -> responded.statusCode();
      case Outcome.Failed failed -> null;
    };
  }

  /** The contract's error kind; null for a success. */
  @Nullable String error() {
    return switch (exchange.outcome()) {
      case Outcome.Responded responded -> isSuccess() ? null : "http_" + responded.statusCode();
      case Outcome.Failed failed -> failed.kind().code();
    };
  }

  @Nullable String errorDetail() {
    return switch (exchange.outcome()) {
      case Outcome.Responded responded -> null;
      case Outcome.Failed failed -> failed.detail();
    };
  }
}
