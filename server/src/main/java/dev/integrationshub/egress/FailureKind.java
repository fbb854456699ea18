package dev.integrationshub.egress;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why no complete answer came: the error kinds of the HTTP contract. */
public enum FailureKind {
  /** The name does not exist, or its servers gave no answer within 5 s. */
  DNS_ERROR,
  /** Nothing listens at the address and port. */
  CONNECTION_REFUSED,
  /** The peer dropped the connection before its answer was complete. */
  CONNECTION_RESET,
  /** There is no route to the address. */
  NETWORK_UNREACHABLE,
  /** Connecting took more than 5 s, or all of it more than the request's timeout. */
  TIMEOUT,
  /** The certificate is not trusted, expired or for another name; or TLS can't be agreed on. */
  TLS_ERROR,
  /** The URL or one of the addresses behind its name is forbidden. */
  BLOCKED_ADDRESS,
  /** The answer is not HTTP. */
  PROTOCOL_ERROR,
  /** The header section of the answer exceeds 16 KiB; a long body is cut instead. */
  RESPONSE_TOO_LARGE;

  /** As the API spells it, such as {@code dns_error}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
