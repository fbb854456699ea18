package dev.integrationshub.verification;

import dev.integrationshub.usage.CallOutcome;

/** What a verification found, in the order in which it looks. */
public enum VerificationCode {
  /** Not the text of an API key, or mistyped: the checksum does not fit. */
  MALFORMED,
  /** No such key; a wrong secret is not told apart from an unknown id. */
  NOT_FOUND,
  REVOKED,
  DISABLED,
  EXPIRED,
  /** The key has an allow-list, and the address is not on it or was not told. */
  IP_NOT_ALLOWED,
  /** The key lacks a scope that was asked for. */
  INSUFFICIENT_SCOPE,
  /** The call would exceed the limit of the last 60 minutes; it does not count against it. */
  RATE_LIMITED,
  VALID;

  /**
   * What the key's usage counts it as.
   *
   * @throws IllegalStateException for the codes that name no key
   */
  CallOutcome outcome() {
    return switch (this) {
      case MALFORMED, NOT_FOUND -> throw new IllegalStateException(this + " names no key");
      case REVOKED -> CallOutcome.REVOKED;
      case DISABLED -> CallOutcome.DISABLED;
      case EXPIRED -> CallOutcome.EXPIRED;
      case IP_NOT_ALLOWED -> CallOutcome.IP_NOT_ALLOWED;
      case INSUFFICIENT_SCOPE -> CallOutcome.INSUFFICIENT_SCOPE;
      case RATE_LIMITED -> CallOutcome.RATE_LIMITED;
      case VALID -> CallOutcome.VALID;
    };
  }
}
