package dev.integrationshub.keys;

/**
 * Why an active key wants a look. Each is a condition on {@code api_key k} and {@code api_key_use
 * u}, the same for the list and for the counts. Days are 24 hours: a session's time zone must not
 * matter.
 */
enum KeyHygiene {
  NEVER_EXPIRES("k.expires_at IS NULL"),
  /** No use for 90 days, and there for as long: a new key is not idle. */
  IDLE(
      """
      k.created_at <= CAST(:now AS timestamptz) - interval '2160 hours'
      AND coalesce(u.last_used_at <= CAST(:now AS timestamptz) - interval '2160 hours', true)
      """),
  /** Within 7 days. */
  EXPIRING("k.expires_at <= CAST(:now AS timestamptz) + interval '168 hours'"),
  /** A wrong secret within the last 7 days. */
  FAILED_ATTEMPTS("u.last_failed_at >= CAST(:now AS timestamptz) - interval '168 hours'");

  private final String condition;

  KeyHygiene(String condition) {
    this.condition = condition;
  }

  String condition() {
    return condition;
  }
}
