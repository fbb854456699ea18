package dev.integrationshub.spring;

import dev.integrationshub.client.Verification;
import dev.integrationshub.client.VerificationCode;

/**
 * What a caller without a good key is told (RFC 9457).
 *
 * @param detail names no key
 */
record Refusal(int status, String title, String detail) {
  static final Refusal NO_KEY =
      unauthorized("Send an API key as Authorization: Bearer or X-API-Key.");
  static final Refusal UNKNOWABLE =
      new Refusal(503, "Service Unavailable", "API keys can't be verified right now: try again.");

  /** For every code but VALID. */
  static Refusal of(Verification verification) {
    VerificationCode code = verification.code();
    return switch (code) {
      case MALFORMED -> unauthorized("The API key is cut or mistyped.");
      case NOT_FOUND -> unauthorized("The API key is not known.");
      case REVOKED -> unauthorized("The API key is revoked.");
      case DISABLED -> unauthorized("The API key is disabled.");
      case EXPIRED -> unauthorized("The API key has expired.");
      case IP_NOT_ALLOWED -> forbidden("The API key may not be used from this address.");
      case INSUFFICIENT_SCOPE -> forbidden("The API key lacks a scope that this needs.");
      case RATE_LIMITED ->
          new Refusal(
              429, "Too Many Requests", "The API key has used its limit of calls in 60 minutes.");
      case OTHER -> forbidden("The API key may not be used for this.");
      case VALID -> throw new IllegalArgumentException("a valid key is not refused");
    };
  }

  /** As {@code application/problem+json}; no text in it needs escaping. */
  String json() {
    return "{\"type\":\"about:blank\",\"title\":\""
        + title
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\"}";
  }

  private static Refusal unauthorized(String detail) {
    return new Refusal(401, "Unauthorized", detail);
  }

  private static Refusal forbidden(String detail) {
    return new Refusal(403, "Forbidden", detail);
  }
}
