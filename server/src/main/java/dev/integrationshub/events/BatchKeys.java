package dev.integrationshub.events;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Remembers for 24 hours which batch came with an Idempotency-Key, and its answer. A batch may hold
 * events of several organizations, so its keys belong to none, apart from those of single events.
 */
final class BatchKeys {
  private static final String FIND =
      """
      SELECT event_ids, deliveries, body_hash FROM batch_idempotency
      WHERE key = :key AND expires_at > now()
      """;

  /** Where another transaction holds the key, this waits for its end. */
  private static final String TAKE =
      """
      INSERT INTO batch_idempotency AS kept (key, event_ids, deliveries, body_hash, expires_at)
      VALUES (:key, '{}', '{}', :hash, now() + interval '24 hours')
      ON CONFLICT (key) DO UPDATE
      SET event_ids = '{}', deliveries = '{}', body_hash = excluded.body_hash,
          expires_at = excluded.expires_at
      WHERE kept.expires_at <= now()
      """;

  private static final String KEEP =
      """
      UPDATE batch_idempotency SET event_ids = :eventIds, deliveries = :deliveries
      WHERE key = :key
      """;

  /** A row may take 20 KB: whoever adds one takes away more than that of the old. */
  private static final String DROP_OLD =
      """
      DELETE FROM batch_idempotency WHERE key IN (
        SELECT key FROM batch_idempotency WHERE expires_at <= now() AND key <> :key
        ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED)
      """;

  private BatchKeys() {}

  record Kept(List<UUID> eventIds, List<Integer> deliveries, byte[] bodyHash) {}

  /** The answer to the batch that came first with the key. */
  static Optional<BatchAcceptance> find(Handle handle, Publication.Once once) {
    return handle
        .createQuery(FIND)
        .bind("key", once.key())
        .map(ConstructorMapper.of(Kept.class))
        .findOne()
        .map(
            kept ->
                MessageDigest.isEqual(kept.bodyHash, once.bodyHash())
                    ? new BatchAcceptance.AllAccepted(accepted(kept))
                    : new BatchAcceptance.KeyTaken());
  }

  /** Whether the key was free; if so, it is taken when the transaction is committed. */
  static boolean take(Handle handle, Publication.Once once) {
    handle.createUpdate(DROP_OLD).bind("key", once.key()).execute();
    return handle.createUpdate(TAKE).bind("key", once.key()).bind("hash", once.bodyHash()).execute()
        == 1;
  }

  /** Keeps what the answer says, for whoever repeats the request. */
  static void keep(Handle handle, Publication.Once once, List<Acceptance.Accepted> accepted) {
    handle
        .createUpdate(KEEP)
        .bind("key", once.key())
        .bindArray(
            "eventIds", UUID.class, accepted.stream().map(Acceptance.Accepted::eventId).toList())
        .bindArray(
            "deliveries",
            Integer.class,
            accepted.stream().map(Acceptance.Accepted::deliveries).toList())
        .execute();
  }

  private static List<Acceptance.Accepted> accepted(Kept kept) {
    List<Acceptance.Accepted> accepted = new ArrayList<>();
    for (int i = 0; i < kept.eventIds.size(); i++) {
      accepted.add(new Acceptance.Accepted(kept.eventIds.get(i), kept.deliveries.get(i)));
    }
    return accepted;
  }
}
