package dev.integrationshub.bench;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Fills the database with keys of a year and a week of their usage: a third of the keys never
 * expires, a tenth each has expired or is revoked or disabled, one in a thousand expires within the
 * week and one in five hundred was tried with a wrong secret; a seventh was never used. Each key
 * has calls on seven days and in six hours, and some keys in every hour and minute.
 */
final class FillKeys {
  /** In the name of the oldest key of each organization, which a search finds last. */
  static final String RARE_NAME = "quokka";

  private static final String KEYS =
      """
      INSERT INTO api_key (id, organization_id, name, prefix, hash, pepper, scopes, ip_allowlist,
        rate_limit_per_hour, expires_at, created_at, created_by_kind, created_by_id,
        created_by_name, disabled_at, revoked_at)
      SELECT CAST(lpad(to_hex(CAST(extract(epoch FROM created_at) * 1000 AS bigint)), 12, '0')
                    || '7' || substr(md5('id' || n), 1, 3) || '8' || substr(md5('id' || n), 4, 15)
                  AS uuid),
             (CAST(:organizations AS uuid[]))[1 + n % :organizationCount],
             CASE WHEN nth = 0 THEN 'The quokka of ' ELSE 'Key of service ' END || n,
             'ihk_live_' || substr(md5('prefix' || n), 1, 10),
             decode(md5('a' || n) || md5('b' || n), 'hex'), 1,
             '{recordings:read,users:read}', '{203.0.113.0/24}', 1000,
             CASE WHEN nth % 1000 = 4 THEN now() + interval '3 days'
                  WHEN nth % 10 < 3 THEN NULL
                  WHEN nth % 10 = 3 THEN now() - interval '1 day'
                  ELSE now() + interval '60 days' END,
             created_at, 'operator', gen_random_uuid(), 'bench',
             CASE WHEN nth % 10 = 5 THEN now() END, CASE WHEN nth % 10 = 6 THEN now() END
      FROM (SELECT n, n / :organizationCount AS nth,
                   now() - (:keys - n) * interval '5 minutes' AS created_at
            FROM generate_series(0, :keys - 1) AS n) AS numbered
      ORDER BY n
      """;

  private static final String USES =
      """
      INSERT INTO api_key_use (key_id, last_used_at, last_used_ip, last_failed_at)
      SELECT id,
             CASE WHEN nth % 7 < 5 THEN now() - (nth % 7) * interval '1 hour'
                  WHEN nth % 7 = 5 THEN created_at END,
             '203.0.113.7', CASE WHEN nth % 500 = 7 THEN now() - interval '1 day' END
      FROM (SELECT id, created_at,
                   row_number() OVER (PARTITION BY organization_id ORDER BY id) - 1 AS nth
            FROM api_key) AS numbered
      """;

  private static final String DAYS =
      """
      INSERT INTO usage_day (key_id, starts_at, valid, rate_limited, reported_failed,
        latency_count, latency_sum_micros, latency_histogram)
      SELECT id, date_trunc('day', now(), 'UTC') - day * interval '24 hours', 900, 7, 3, 100,
             1200000, '{"310": 50, "340": 40, "350": 6, "352": 3, "360": 1}'
      FROM api_key, generate_series(0, 6) AS day
      """;

  private static final String HOURS =
      """
      INSERT INTO usage_hour (key_id, starts_at, valid, rate_limited)
      SELECT id, date_trunc('hour', now(), 'UTC') - hour * interval '1 hour', 100, 7
      FROM api_key, generate_series(0, 5) AS hour
      """;

  private static final String BUSY_HOURS =
      """
      INSERT INTO usage_hour (key_id, starts_at, valid, rate_limited)
      SELECT id, date_trunc('hour', now(), 'UTC') - hour * interval '1 hour', 100, 7
      FROM (SELECT id FROM api_key WHERE rate_limit_per_hour IS NOT NULL ORDER BY id LIMIT 100)
        AS busy, generate_series(6, 200) AS hour
      """;

  private static final String BUSY_MINUTES =
      """
      INSERT INTO usage_minute (key_id, starts_at, valid, rate_limited)
      SELECT id, date_trunc('minute', now(), 'UTC') - minute * interval '1 minute', 2, 1
      FROM (SELECT id FROM api_key ORDER BY id LIMIT 100) AS busy,
           generate_series(0, 9 * 1440) AS minute
      """;

  private FillKeys() {}

  static void fill(Handle handle, List<UUID> organizations, int keys) {
    handle
        .createUpdate(KEYS)
        .bind("organizations", organizations.toArray(UUID[]::new))
        .bind("organizationCount", organizations.size())
        .bind("keys", keys)
        .execute();
    for (String statement : List.of(USES, DAYS, HOURS, BUSY_HOURS, BUSY_MINUTES)) {
      handle.execute(statement);
    }
    handle.execute("VACUUM ANALYZE");
  }
}
