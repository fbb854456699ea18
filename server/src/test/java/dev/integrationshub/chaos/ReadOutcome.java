package dev.integrationshub.chaos;

import dev.integrationshub.platform.ids.IdKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** What the hubs' own database says. */
final class ReadOutcome {
  private static final String UNDER_WAY =
      "SELECT count(*) FROM delivery WHERE lease_until > now() AND lease_node = ANY (:nodes)";

  private static final String FINAL_ATTEMPTS =
      "SELECT webhook_id, event_id, count(*) AS times FROM attempt WHERE final GROUP BY 1, 2";

  private final Jdbi jdbi;

  ReadOutcome(String jdbcUrl) {
    this.jdbi = Jdbi.create(jdbcUrl).installPlugin(new PostgresPlugin());
  }

  /**
   * What the deliveries came to.
   *
   * @param unfinished deliveries, by rows
   * @param recorded what has a final attempt
   * @param recordedTwice what has more than one
   */
  record Outcome(int unfinished, Set<Oracle.Arrival> recorded, Set<Oracle.Arrival> recordedTwice) {}

  Outcome read(List<UUID> webhooks) {
    Map<UUID, Integer> places = new HashMap<>();
    webhooks.forEach(webhook -> places.put(webhook, places.size()));
    Set<Oracle.Arrival> recorded = new HashSet<>();
    Set<Oracle.Arrival> twice = new HashSet<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(FINAL_ATTEMPTS)
                .map(
                    (row, context) -> {
                      var arrival =
                          new Oracle.Arrival(
                              places.getOrDefault(row.getObject("webhook_id", UUID.class), -1),
                              IdKind.EVENT.format(row.getObject("event_id", UUID.class)));
                      (row.getInt("times") > 1 ? twice : recorded).add(arrival);
                      return arrival;
                    })
                .forEach(recorded::add));
    return new Outcome(unfinished(), recorded, twice);
  }

  int unfinished() {
    return jdbi.withHandle(
        handle -> handle.select("SELECT count(*) FROM delivery").mapTo(Integer.class).one());
  }

  /** Deliveries that these nodes have under their leases. */
  int underWay(List<UUID> nodes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(UNDER_WAY)
                .bindArray("nodes", UUID.class, nodes)
                .mapTo(Integer.class)
                .one());
  }
}
