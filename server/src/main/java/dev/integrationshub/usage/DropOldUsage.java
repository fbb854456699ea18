package dev.integrationshub.usage;

import dev.integrationshub.platform.database.DatabaseClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Deletes what no rate limit and no statistics ask for any more, a little at a time. */
@Singleton
class DropOldUsage {
  private static final Logger LOG = Logger.getLogger(DropOldUsage.class);
  private static final int ROWS = 10_000;

  /** A week's days in any time zone begin up to eight days ago. */
  private static final Duration MINUTES = Duration.ofDays(9);

  private static final Duration HOURS = Duration.ofDays(35);
  private static final Duration DAYS = Duration.ofDays(400);

  /** Longer than they count, so that no clock need be exact. */
  private static final Duration LIMITS = Duration.ofHours(2);

  private static final String DROP =
      """
      DELETE FROM <table>
      WHERE ctid = ANY (ARRAY(SELECT ctid FROM <table> WHERE <time> < :before LIMIT :rows))
      """;

  private final Jdbi jdbi;
  private final DatabaseClock clock;

  DropOldUsage(Jdbi jdbi, DatabaseClock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  void dropOrLater() {
    try {
      drop();
    } catch (RuntimeException e) {
      LOG.warnf("Old usage can't be deleted; it is tried again in a minute: %s", e.getMessage());
    }
  }

  void drop() {
    drop("rate_use", "second", LIMITS);
    drop("rate_lease", "ends_at", LIMITS);
    drop("usage_flush", "at", LIMITS);
    drop("usage_minute", "starts_at", MINUTES);
    drop("usage_hour", "starts_at", HOURS);
    drop("usage_day", "starts_at", DAYS);
  }

  private void drop(String table, String time, Duration age) {
    Instant before = clock.instant().minus(age);
    int dropped = ROWS;
    while (dropped == ROWS) {
      dropped =
          jdbi.withHandle(
              handle ->
                  handle
                      .createUpdate(DROP)
                      .define("table", table)
                      .define("time", time)
                      .bind("before", before)
                      .bind("rows", ROWS)
                      .execute());
    }
  }
}
