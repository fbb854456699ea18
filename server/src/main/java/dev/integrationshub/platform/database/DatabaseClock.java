package dev.integrationshub.platform.database;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * The database's time without asking it: the machine's clock and the last known difference. All
 * nodes on one database share it, however their own clocks stand. It is cut to microseconds, as
 * PostgreSQL stores time.
 */
@Singleton
@Typed(DatabaseClock.class)
public class DatabaseClock implements InstantSource {
  private static final String NOW = "SELECT clock_timestamp()";

  private final Jdbi jdbi;
  private final InstantSource machine;
  private volatile Duration ahead = Duration.ZERO;

  DatabaseClock(Jdbi jdbi, InstantSource machine) {
    this.jdbi = jdbi;
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead).truncatedTo(ChronoUnit.MICROS);
  }

  /** Asks for the difference anew; it is exact to half the time that the question takes. */
  public void refresh() {
    ahead =
        jdbi.withHandle(
            handle -> {
              Instant asked = machine.instant();
              Instant answer = handle.createQuery(NOW).mapTo(Instant.class).one();
              Duration halfTheWay = Duration.between(asked, machine.instant()).dividedBy(2);
              return Duration.between(asked.plus(halfTheWay), answer);
            });
  }
}
