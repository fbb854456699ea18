package dev.integrationshub.delivery;

import dev.integrationshub.platform.configuration.RetentionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Drops what is older than {@code HUB_RETENTION_DAYS}: whole days of events and attempts, by their
 * partitions, and minutes of webhooks' outcomes. A day that an unfinished delivery needs stays
 * until that has ended.
 *
 * <p>DETACH CONCURRENTLY would lock less, but PostgreSQL refuses it where a default partition
 * exists. So the drop takes the table for itself for some milliseconds, and where it doesn't get it
 * at once it lets go and tries again: nobody waits behind it for longer than {@link
 * #LOCK_TIMEOUT_MILLIS}.
 */
@ApplicationScoped
class DropOldDays {
  static final int LOCK_TIMEOUT_MILLIS = 200;

  private static final Logger LOG = Logger.getLogger(DropOldDays.class);
  private static final int LOCK_TRIES = 10;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final int ROWS = 10_000;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String EVENT_NEEDED =
      "SELECT EXISTS (SELECT 1 FROM delivery WHERE event_id >= :from AND event_id < :to)";

  /** A delivery is older than its attempts, so few rows are looked at however long the backlog. */
  private static final String ATTEMPT_NEEDED =
      """
      SELECT EXISTS (
        SELECT 1 FROM delivery d JOIN <partition> a ON a.delivery_id = d.id
        WHERE d.id < :to AND d.attempts > 0)
      """;

  private static final String NO_LONG_WAIT = "SET LOCAL lock_timeout = <millis>";

  /** The table before its partition, as everybody else locks them. */
  private static final String LOCK =
      """
      LOCK TABLE ONLY <table> IN ACCESS EXCLUSIVE MODE;
      LOCK TABLE <partition> IN ACCESS EXCLUSIVE MODE
      """;

  private static final String DROP = "DROP TABLE <partition>";

  /** What came without a partition of its day. */
  private static final List<String> DROP_STRAYS =
      List.of(
          """
          DELETE FROM event_default e
          WHERE e.id < :before AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_id = e.id)
          """,
          """
          DELETE FROM attempt_default a
          WHERE a.id < :before AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = a.delivery_id)
          """);

  private static final String DROP_MINUTES =
      """
      DELETE FROM webhook_minute
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM webhook_minute WHERE minute < :before ORDER BY minute LIMIT :rows))
      """;

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final RetentionSettings retention;

  DropOldDays(Jdbi jdbi, InstantSource clock, RetentionSettings retention) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Every moment of the last {@code HUB_RETENTION_DAYS} days is kept, and what is older goes as
   * soon as its whole day is.
   *
   * @return the partitions that are gone
   * @throws InterruptedException when the hub ends; the rest goes another time
   */
  List<String> drop() throws InterruptedException {
    LocalDate firstKept =
        clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(retention.days());
    List<String> dropped = new ArrayList<>();
    for (String table : DayPartitions.TABLES) {
      for (DayPartition day : DayPartition.list(jdbi, table)) {
        if (day.date().isBefore(firstKept) && dropOrLater(day)) {
          dropped.add(day.name());
        }
      }
    }
    dropStrays(firstKept);
    dropMinutes(firstKept);
    return dropped;
  }

  private boolean dropOrLater(DayPartition day) throws InterruptedException {
    if (jdbi.withHandle(handle -> isNeeded(handle, day))) {
      warnOfNeeded(day);
      return false;
    }
    for (int tries = 1; tries <= LOCK_TRIES; tries++) {
      try {
        return jdbi.inTransaction(handle -> drop(handle, day));
      } catch (JdbiException e) {
        if (!isLockTimeout(e)) {
          throw e;
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
    LOG.warnf("%s is in use and can't be dropped now; it is tried again in an hour", day.name());
    return false;
  }

  /**
   * Who retries a delivery by hand reads its event's day: either that is committed before the locks
   * are taken, and seen here, or it comes to an event that is no more.
   */
  private static boolean drop(Handle handle, DayPartition day) {
    handle.createUpdate(NO_LONG_WAIT).define("millis", LOCK_TIMEOUT_MILLIS).execute();
    DayPartitions.lock(handle);
    if (!DayPartitions.exists(handle, day)) {
      return false; // Another node was faster.
    }
    handle
        .createScript(LOCK)
        .define("table", day.table())
        .define("partition", day.name())
        .execute();
    if (isNeeded(handle, day)) {
      return false;
    }
    handle.createUpdate(DROP).define("partition", day.name()).execute();
    return true;
  }

  private static boolean isNeeded(Handle handle, DayPartition day) {
    var query =
        day.table().equals("event")
            ? handle.createQuery(EVENT_NEEDED).bind("from", day.lowestId())
            : handle.createQuery(ATTEMPT_NEEDED).define("partition", day.name());
    return query.bind("to", day.end()).mapTo(Boolean.class).one();
  }

  private static void warnOfNeeded(DayPartition day) {
    LOG.warnf(
        "%s is older than HUB_RETENTION_DAYS but unfinished deliveries need it: enable the webhooks"
            + " they wait for, or delete these",
        day.name());
  }

  private void dropStrays(LocalDate firstKept) {
    for (String statement : DROP_STRAYS) {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(statement)
                  .bind("before", DayPartition.lowestId(firstKept))
                  .execute());
    }
  }

  private void dropMinutes(LocalDate firstKept) {
    int dropped = ROWS;
    while (dropped == ROWS) {
      dropped =
          jdbi.withHandle(
              handle ->
                  handle
                      .createUpdate(DROP_MINUTES)
                      .bind("before", firstKept.atStartOfDay(ZoneOffset.UTC).toInstant())
                      .bind("rows", ROWS)
                      .execute());
    }
  }

  private static boolean isLockTimeout(JdbiException e) {
    return e.getCause() instanceof SQLException cause
        && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
  }
}
