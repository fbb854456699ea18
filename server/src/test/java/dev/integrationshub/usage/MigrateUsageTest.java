package dev.integrationshub.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A database of the release before keeps its usage and what of its limits is used. */
class MigrateUsageTest {
  private static final String KEY = "01980000-0000-7000-8000-000000000001";

  private static final String USED_BEFORE =
      """
      INSERT INTO organization VALUES ('01980000-0000-7000-8000-000000000000', 'Test', now());
      INSERT INTO api_key (id, organization_id, name, prefix, hash, pepper, scopes, ip_allowlist,
        created_at, created_by_kind, created_by_id, created_by_name)
      VALUES ('%1$s', '01980000-0000-7000-8000-000000000000', 'CI', 'ihk_live_0123456789', '\\x00', 1,
        '{users:read}', '{}', now(), 'operator', '%1$s', 'test');
      INSERT INTO api_key_use (key_id) VALUES ('%1$s');
      INSERT INTO usage_minute (key_id, minute, outcome, calls, cost) VALUES
        ('%1$s', '2026-01-01 23:58Z', 'VALID', 3, 5),
        ('%1$s', '2026-01-01 23:58Z', 'RATE_LIMITED', 2, 2),
        ('%1$s', '2026-01-01 23:59Z', 'VALID', 1, 1),
        ('%1$s', '2026-01-02 00:00Z', 'EXPIRED', 4, 4),
        ('%1$s', date_trunc('minute', now()) - interval '10 minutes', 'VALID', 7, 70);
      """
          .formatted(KEY);

  @Test
  void usageAndUsedLimitsSurviveTheMigration() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      migrate(postgres, "3");
      Jdbi jdbi = Jdbi.create(postgres.getPostgresDatabase());
      jdbi.useHandle(handle -> handle.createScript(USED_BEFORE).execute());
      migrate(postgres, "latest");
      assertThat(rows(jdbi, "usage_minute"))
          .containsExactly("23:58 3 2 0 5", "23:59 1 0 0 1", "00:00 0 0 4 0");
      assertThat(rows(jdbi, "usage_hour")).containsExactly("23:00 4 2 0 6", "00:00 0 0 4 0");
      assertThat(rows(jdbi, "usage_day")).containsExactly("00:00 4 2 0 6", "00:00 0 0 4 0");
      assertThat(usedWithinTheHour(jdbi)).containsExactly(70L);
    }
  }

  /** What was used in a minute counts from its end on; meanwhile another may have begun. */
  private static List<Long> usedWithinTheHour(Jdbi jdbi) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    """
                    SELECT cost FROM rate_use
                    WHERE last_at BETWEEN now() - interval '12 minutes' AND now()
                    """)
                .mapTo(Long.class)
                .list());
  }

  private static void migrate(EmbeddedPostgres postgres, String target) {
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private static List<String> rows(Jdbi jdbi, String table) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT concat_ws(' ', to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI'), valid,
                                     rate_limited, expired, allowed_cost)
                    FROM <table> WHERE starts_at < '2026-02-01' ORDER BY starts_at
                    """)
                .define("table", table)
                .mapTo(String.class)
                .list());
  }
}
