package dev.integrationshub.client;

/**
 * A request is not what a holder of the signing key sent, or not now: answer it with 400 and do
 * nothing. The message says what is wrong, for the log; it holds neither keys nor signatures.
 */
public final class WebhookVerificationException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  WebhookVerificationException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong. */
  public enum Reason {
    /** {@code webhook-id}, {@code webhook-timestamp} or {@code webhook-signature} is not there. */
    MISSING_HEADER,
    /** One of the three is there, but can't be read. */
    MALFORMED_HEADER,
    /** The timestamp is further back than the tolerance: perhaps an old request, sent again. */
    TOO_OLD,
    /** The timestamp is further ahead than the tolerance: look at the clocks. */
    TOO_NEW,
    /** There are signatures, but none by the scheme of any key of this verifier. */
    OTHER_SCHEME,
    /** No signature fits: the body was changed on its way, or the key is another. */
    WRONG_SIGNATURE
  }
}
