package dev.integrationshub.launch;

import java.util.Optional;

/**
 * What the hub must make of a case of the hostile receiver.
 *
 * @param status of a whole response
 * @param error the contract's kind; empty for a success
 * @param isCut whether what is kept of a whole response is only a part
 * @param leastSeconds until the first retry; 0 where there is none
 */
record HostileOutcome(
    Optional<Integer> status,
    Optional<String> error,
    boolean isCut,
    double leastSeconds,
    double mostSeconds) {
  private static final double FIRST_RETRY_SECONDS = 5;
  private static final double LONGEST_RETRY_AFTER_SECONDS = 10 * 3600;
  private static final double WITH_JITTER = 1.1;

  /**
   * @throws AssertionError for a case that nobody has thought about yet
   */
  static HostileOutcome of(String id) {
    return switch (id) {
      case "slow-headers", "slow-body", "no-response", "tls-silent" -> failed("timeout");
      case "endless-body", "huge-body", "endless-chunks", "gzip-bomb" -> succeeded(200).cut();
      case "informational", "content-length-too-short" -> succeeded(200);
      case "many-headers", "huge-header" -> failed("response_too_large");
      case "reset-before-response", "reset-mid-response" -> failed("connection_reset");
      case "close-mid-response", "content-length-lies" -> failed("connection_reset");
      case "not-http", "bad-status-line", "endless-informational" -> failed("protocol_error");
      case "tls-expired", "tls-not-yet-valid", "tls-wrong-name", "tls-self-signed", "tls-old" ->
          failed("tls_error");
      case "status-200", "status-201", "status-202", "status-204" -> succeeded(numberIn(id));
      case "status-410" -> gone();
      case "status-304",
          "status-400",
          "status-401",
          "status-404",
          "status-429",
          "status-500",
          "status-503" ->
          refused(numberIn(id));
      case "redirect-301", "redirect-302", "redirect-303", "redirect-307", "redirect-308" ->
          refused(numberIn(id));
      default -> retryAfter(id);
    };
  }

  private static HostileOutcome retryAfter(String id) {
    return switch (id.replaceFirst("^retry-after-(429|503)-", "")) {
      case "seconds" -> refused(numberIn(id)).asked(120, 120);
      // Whole seconds, and some time until the hub reads it.
      case "date", "date-rfc850", "date-asctime" -> refused(numberIn(id)).asked(118, 120);
      case "decimals" -> refused(numberIn(id)).asked(90.5, 91);
      case "two" -> refused(numberIn(id)).asked(60, 60);
      case "huge" ->
          refused(numberIn(id)).asked(LONGEST_RETRY_AFTER_SECONDS, LONGEST_RETRY_AFTER_SECONDS);
      case "zero", "past", "nonsense", "negative", "empty" -> refused(numberIn(id));
      default -> throw new AssertionError("no expectation for the case " + id);
    };
  }

  private static int numberIn(String id) {
    return Integer.parseInt(id.replaceAll("^(status|redirect|retry-after)-", "").substring(0, 3));
  }

  private static HostileOutcome succeeded(int status) {
    return new HostileOutcome(Optional.of(status), Optional.empty(), false, 0, 0);
  }

  private static HostileOutcome failed(String error) {
    return new HostileOutcome(Optional.empty(), Optional.of(error), false, 0, 0)
        .asked(FIRST_RETRY_SECONDS, FIRST_RETRY_SECONDS);
  }

  private static HostileOutcome gone() {
    return new HostileOutcome(Optional.of(410), Optional.of("http_410"), false, 0, 0);
  }

  private static HostileOutcome refused(int status) {
    return new HostileOutcome(Optional.of(status), Optional.of("http_" + status), false, 0, 0)
        .asked(FIRST_RETRY_SECONDS, FIRST_RETRY_SECONDS);
  }

  private HostileOutcome asked(double least, double most) {
    return new HostileOutcome(status, error, isCut, least, most * WITH_JITTER);
  }

  private HostileOutcome cut() {
    return new HostileOutcome(status, error, true, leastSeconds, mostSeconds);
  }

  boolean isSuccess() {
    return error.isEmpty();
  }

  boolean isRetried() {
    return leastSeconds > 0;
  }

  /** Whether the webhook's timeout decides, and may be short. */
  boolean isTimeout() {
    return error.filter("timeout"::equals).isPresent();
  }
}
