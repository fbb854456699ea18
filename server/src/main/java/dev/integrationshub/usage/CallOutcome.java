package dev.integrationshub.usage;

import java.util.Locale;

/** How a call with a proven key was decided: the codes of a verification that count for a key. */
public enum CallOutcome {
  VALID,
  REVOKED,
  DISABLED,
  EXPIRED,
  IP_NOT_ALLOWED,
  INSUFFICIENT_SCOPE,
  RATE_LIMITED;

  /** The column that counts it. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
