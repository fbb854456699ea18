package dev.integrationshub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes the partitions of the append-only tables, one for each UTC day over the UUIDv7 id, a week
 * ahead. A row without a partition of its own goes to the default one, and from there to its day's
 * when that is made.
 */
@ApplicationScoped
class DayPartitions {
  private static final int DAYS_AHEAD = 7;
  static final List<String> TABLES = List.of("event", "attempt");

  /** Nodes do this one after another; the later ones find it done. */
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('integrations hub day partitions', 0))";

  /** Not to_regclass: it may answer from a cache that is older than the lock. */
  private static final String EXISTS =
      """
      SELECT EXISTS (
        SELECT 1 FROM pg_class
        WHERE relname = :name AND relnamespace = current_schema()::regnamespace)
      """;

  private static final String CREATE =
      """
      LOCK TABLE <table>_default IN ACCESS EXCLUSIVE MODE;
      CREATE TABLE <partition> (LIKE <table> INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
      WITH moved AS (
        DELETE FROM <table>_default WHERE id >= <from> AND id < <to> RETURNING *)
      INSERT INTO <partition> SELECT * FROM moved;
      ALTER TABLE <table> ATTACH PARTITION <partition> FOR VALUES FROM (<from>) TO (<to>)
      """;

  private final Jdbi jdbi;
  private final InstantSource clock;

  DayPartitions(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Makes what is missing from today on; does nothing where nothing is. */
  void createAhead() {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    for (String table : TABLES) {
      for (int day = 0; day <= DAYS_AHEAD; day++) {
        create(new DayPartition(table, today.plusDays(day)));
      }
    }
  }

  private void create(DayPartition day) {
    jdbi.useTransaction(
        handle -> {
          if (exists(handle, day)) {
            return;
          }
          lock(handle);
          if (!exists(handle, day)) {
            handle
                .createScript(CREATE)
                .define("table", day.table())
                .define("partition", day.name())
                .define("from", literal(day.lowestId()))
                .define("to", literal(day.end()))
                .execute();
          }
        });
  }

  /** Nobody else makes or drops a day until the transaction's end. */
  static void lock(Handle handle) {
    handle.execute(LOCK);
  }

  static boolean exists(Handle handle, DayPartition day) {
    return handle.createQuery(EXISTS).bind("name", day.name()).mapTo(Boolean.class).one();
  }

  /** Bounds of partitions take no parameters. */
  private static String literal(UUID id) {
    return "'" + id + "'";
  }
}
