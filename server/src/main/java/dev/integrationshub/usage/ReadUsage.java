package dev.integrationshub.usage;

/** What the usage tables tell of a key. Attempts with a wrong secret are no calls of the key. */
public class ReadUsage {
  private static final String CALLS =
      """
      (valid + revoked + disabled + expired + ip_not_allowed + insufficient_scope + rate_limited)
      """;

  private ReadUsage() {}

  /**
   * An SQL expression: the calls of seven UTC days as an array, that of {@code :now} last.
   *
   * @param keyId the column that holds the key's id; never anything a caller sent
   */
  public static String callsOfLast7Days(String keyId) {
    return """
    ARRAY(
      SELECT coalesce(%s, 0)
      FROM generate_series(6, 0, -1) AS days_ago
      LEFT JOIN usage_day
        ON usage_day.key_id = %s
        AND usage_day.starts_at = date_trunc('day', CAST(:now AS timestamptz), 'UTC')
                                  - days_ago * interval '24 hours'
      ORDER BY days_ago DESC)"""
        .formatted(CALLS, keyId);
  }
}
