package dev.integrationshub.client;

/** What a verification found, in the order in which the hub looks. */
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
  VALID,
  /** A reason that the hub has and this client is too old to know. */
  OTHER;

  static VerificationCode of(String text) {
    for (VerificationCode code : values()) {
      if (code.name().equals(text)) {
        return code;
      }
    }
    return OTHER;
  }
}
