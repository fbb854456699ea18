package dev.integrationshub.chaos;

import dev.integrationshub.platform.ids.IdKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** What the hubs' own database says. */
final class ReadOutcome {
  private static final String UNDER_WAY =
      "SELECT count(*) FROM delivery WHERE lease_until > now() AND lease_node = ANY (:nodes)";

  private static final String ATTEMPTS =
      """
      SELECT webhook_id, event_id, count(*) AS attempts, count(*) FILTER (WHERE final) AS finals
      FROM attempt GROUP BY 1, 2
      """;

  private final Jdbi jdbi;

  ReadOutcome(String jdbcUrl) {
    this.jdbi = Jdbi.create(jdbcUrl).installPlugin(new PostgresPlugin());
  }

  /**
   * What the deliveries came to.
   *
   * @param unfinished deliveries, by rows
   * @param recorded what has attempts
   */
  record Outcome(int unfinished, Map<Oracle.Arrival, Recorded> recorded) {}

  /**
   * The attempts that were written down.
   *
   * @param finals of them
   */
  record Recorded(int attempts, int finals) {}

  Outcome read(List<UUID> webhooks) {
    Map<Oracle.Arrival, Recorded> recorded = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(ATTEMPTS)
                .map(
                    (row, context) ->
                        Map.entry(
                            new Oracle.Arrival(
                                webhooks.indexOf(row.getObject("webhook_id", UUID.class)),
                                IdKind.EVENT.format(row.getObject("event_id", UUID.class))),
                            new Recorded(row.getInt("attempts"), row.getInt("finals"))))
                .forEach(entry -> recorded.put(entry.getKey(), entry.getValue())));
    return new Outcome(unfinished(), recorded);
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
