package dev.integrationshub.keys;

import dev.integrationshub.platform.ids.IdKind;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes what tests need to have happened to keys, at the time they need it. */
public record KeyRows(Jdbi jdbi) {
  private static final String FILL =
      """
      INSERT INTO api_key (id, organization_id, name, prefix, hash, pepper, scopes,
        ip_allowlist, created_at, created_by_kind, created_by_id, created_by_name)
      SELECT gen_random_uuid(), :organization, 'filler', gen_random_uuid(), '\\x00',
        1, '{}', '{}', now(), 'operator', gen_random_uuid(), 'test'
      FROM generate_series(1, :count)
      """;

  public static UUID id(String publicId) {
    return IdKind.API_KEY.parse(publicId).orElseThrow();
  }

  /** Makes that many keys that are active and were never used. */
  public void fill(UUID organizationId, int count) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(FILL)
              .bind("organization", organizationId)
              .bind("count", count)
              .execute();
          handle.execute(
              """
              INSERT INTO api_key_use (key_id)
              SELECT id FROM api_key WHERE organization_id = ? ON CONFLICT DO NOTHING
              """,
              organizationId);
        });
  }

  /**
   * Counts calls in one of the tables.
   *
   * @param table such as {@code usage_day}
   * @param column such as {@code valid}
   */
  public void calls(String table, String key, Instant startsAt, String column, long calls) {
    count(table, key, startsAt, column, calls, "excluded.<column>");
  }

  /** Adds calls to what is counted already. */
  public void add(String table, String key, Instant startsAt, String column, long calls) {
    count(table, key, startsAt, column, calls, "<table>.<column> + excluded.<column>");
  }

  /**
   * Sets a time of the key.
   *
   * @param column of {@code api_key} or {@code api_key_use}
   */
  public void set(String table, String key, String column, @Nullable Instant time) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE <table> SET <column> = :time WHERE <id> = :key")
                .define("table", table)
                .define("column", column)
                .define("id", table.equals("api_key") ? "id" : "key_id")
                .bind("time", time)
                .bind("key", id(key))
                .execute());
  }

  private void count(
      String table, String key, Instant startsAt, String column, long calls, String update) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO <table> (key_id, starts_at, <column>) VALUES (:key, :at, :calls)
                    ON CONFLICT (key_id, starts_at) DO UPDATE SET <column> =
                    """
                        + update)
                .define("table", table)
                .define("column", column)
                .bind("key", id(key))
                .bind("at", startsAt)
                .bind("calls", calls)
                .execute());
  }
}
