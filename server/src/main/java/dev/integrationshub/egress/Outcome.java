package dev.integrationshub.egress;

import java.util.Optional;

/** How a request ended. */
public sealed interface Outcome {

  /**
   * A response came, of any status: whether that is a success is not decided here. A body longer
   * than what is kept does not change this.
   *
   * @param retryAfter the {@code Retry-After} header as received: seconds or an HTTP date
   */
  record Responded(int statusCode, Optional<String> retryAfter) implements Outcome {}

  /**
   * No complete response came.
   *
   * @param detail one sentence for the customer; holds no secret
   */
  record Failed(FailureKind kind, String detail) implements Outcome {}
}
