package dev.integrationshub.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Turns what a node has spent of its leases into use, and gives back what it does not need: in one
 * transaction, so that both together are never less than what was allowed.
 */
final class SpendLeases {
  private static final String USE =
      """
      INSERT INTO rate_use (key_id, second, cost)
      SELECT key_id, to_timestamp(epoch_second), cost
      FROM unnest(:keyIds, :seconds, :costs) AS given (key_id, epoch_second, cost)
      ON CONFLICT (key_id, second) DO UPDATE SET cost = rate_use.cost + excluded.cost
      """;

  /** Other nodes' leases are not touched, so the order does not matter. */
  private static final String SPEND =
      """
      UPDATE rate_lease l SET amount = l.amount - given.amount
      FROM unnest(:keyIds, :amounts) AS given (key_id, amount)
      WHERE l.key_id = given.key_id AND l.holder = :holder
      """;

  private static final String DROP_EMPTY =
      "DELETE FROM rate_lease WHERE holder = :holder AND amount = 0";

  private SpendLeases() {}

  static void write(
      Handle handle, UUID holder, Map<UUID, KeyUsage> usage, Map<UUID, Long> returned) {
    Map<KeySpan, Long> used = new TreeMap<>();
    Map<UUID, Long> spent = new HashMap<>(returned);
    usage.forEach(
        (keyId, keyUsage) ->
            keyUsage
                .limitedCostBySecond()
                .forEach(
                    (second, cost) -> {
                      used.put(new KeySpan(keyId, second), cost);
                      spent.merge(keyId, cost, Long::sum);
                    }));
    if (!used.isEmpty()) {
      List<KeySpan> spans = new ArrayList<>(used.keySet());
      handle
          .createUpdate(USE)
          .bindArray("keyIds", UUID.class, spans.stream().map(KeySpan::keyId).toList())
          .bindArray(
              "seconds",
              Long.class,
              spans.stream().map(KeySpan::startsAt).map(Instant::getEpochSecond).toList())
          .bindArray("costs", Long.class, used.values())
          .execute();
    }
    if (!spent.isEmpty()) {
      List<UUID> keyIds = new ArrayList<>(spent.keySet());
      handle
          .createUpdate(SPEND)
          .bindArray("keyIds", UUID.class, keyIds)
          .bindArray("amounts", Long.class, keyIds.stream().map(spent::get).toList())
          .bind("holder", holder)
          .execute();
    }
  }

  /** The leases of a holder that has given everything back. */
  static void dropEmpty(Handle handle, UUID holder) {
    handle.createUpdate(DROP_EMPTY).bind("holder", holder).execute();
  }
}
