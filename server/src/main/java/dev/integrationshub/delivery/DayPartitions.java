package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
  private static final List<String> TABLES = List.of("event", "attempt");

  /** Nodes do this one after another; the later ones find it done. */
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('integrations hub day partitions', 0))";

  private static final String EXISTS = "SELECT to_regclass(:name) IS NOT NULL";

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
        create(table, today.plusDays(day));
      }
    }
  }

  private void create(String table, LocalDate day) {
    String partition = table + "_" + day.toString().replace('-', '_');
    jdbi.useTransaction(
        handle -> {
          if (exists(handle, partition)) {
            return;
          }
          handle.execute(LOCK);
          if (!exists(handle, partition)) {
            handle
                .createScript(CREATE)
                .define("table", table)
                .define("partition", partition)
                .define("from", lowestId(day))
                .define("to", lowestId(day.plusDays(1)))
                .execute();
          }
        });
  }

  private static boolean exists(Handle handle, String partition) {
    return handle.createQuery(EXISTS).bind("name", partition).mapTo(Boolean.class).one();
  }

  /** As a literal: bounds of partitions take no parameters. */
  private static String lowestId(LocalDate day) {
    return "'" + Ids.lowestAt(day.atStartOfDay(ZoneOffset.UTC).toInstant()) + "'";
  }
}
