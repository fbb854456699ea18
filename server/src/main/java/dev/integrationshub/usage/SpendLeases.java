package dev.integrationshub.usage;

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
      INSERT INTO rate_use (key_id, second, last_at, cost)
      SELECT key_id, to_timestamp(epoch_second),
             to_timestamp(epoch_second) + micros_later * interval '1 microsecond', cost
      FROM unnest(:keyIds, :seconds, :microsLater, :costs)
        AS given (key_id, epoch_second, micros_later, cost)
      WHERE EXISTS (SELECT 1 FROM api_key k WHERE k.id = given.key_id)
      ON CONFLICT (key_id, second)
      DO UPDATE SET cost = rate_use.cost + excluded.cost,
        last_at = greatest(rate_use.last_at, excluded.last_at)
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
    Map<KeySpan, SecondOfUse> used = new TreeMap<>();
    Map<UUID, Long> spent = new HashMap<>(returned);
    usage.forEach(
        (keyId, keyUsage) ->
            keyUsage
                .limitedBySecond()
                .forEach(
                    (second, use) -> {
                      used.put(new KeySpan(keyId, second), use);
                      spent.merge(keyId, use.cost(), Long::sum);
                    }));
    if (!used.isEmpty()) {
      List<KeySpan> spans = List.copyOf(used.keySet());
      List<SecondOfUse> uses = List.copyOf(used.values());
      handle
          .createUpdate(USE)
          .bindArray("keyIds", UUID.class, spans.stream().map(KeySpan::keyId).toList())
          .bindArray(
              "seconds",
              Long.class,
              spans.stream().map(span -> span.startsAt().getEpochSecond()).toList())
          .bindArray("microsLater", Long.class, uses.stream().map(SecondOfUse::lastMicro).toList())
          .bindArray("costs", Long.class, uses.stream().map(SecondOfUse::cost).toList())
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
