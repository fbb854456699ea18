package dev.integrationshub.events;

import dev.integrationshub.events.Acceptance.Accepted;
import dev.integrationshub.platform.database.ByteaArray;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Remembers for 24 hours what came with an Idempotency-Key (IETF draft
 * httpapi-idempotency-key-header). Keys belong to an organization.
 */
final class IdempotencyKeys {
  /**
   * Where another transaction holds the key, this waits for its end. In the order of the keys, so
   * that two batches don't wait for each other.
   */
  private static final String TAKE =
      """
      INSERT INTO idempotency AS kept (organization_id, key, event_id, body_hash, expires_at)
      SELECT organization_id, key, event_id, body_hash, now() + interval '24 hours'
      FROM unnest(:organizations, :keys, :events, :hashes)
        AS given (organization_id, key, event_id, body_hash)
      ORDER BY organization_id, key
      ON CONFLICT (organization_id, key) DO UPDATE
      SET event_id = excluded.event_id, body_hash = excluded.body_hash, deliveries = 0,
          expires_at = excluded.expires_at
      WHERE kept.expires_at <= now()
      RETURNING event_id
      """;

  private static final String KEEP_DELIVERIES =
      """
      UPDATE idempotency kept SET deliveries = given.deliveries
      FROM unnest(:organizations, :keys, :deliveries) AS given (organization_id, key, deliveries)
      WHERE kept.organization_id = given.organization_id AND kept.key = given.key
      """;

  private static final String FIND =
      """
      SELECT event_id, body_hash, deliveries FROM idempotency
      WHERE organization_id = :organizationId AND key = :key
      """;

  private IdempotencyKeys() {}

  record Kept(UUID eventId, byte[] bodyHash, int deliveries) {}

  private record Scope(UUID organizationId, String key) {}

  /**
   * @return the ids of the candidates that are the first to come with their key
   */
  static Set<UUID> take(Handle handle, List<AcceptEvents.Candidate> candidates) {
    List<UUID> organizations = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<UUID> events = new ArrayList<>();
    List<byte[]> hashes = new ArrayList<>();
    Set<Scope> seen = new HashSet<>();
    for (AcceptEvents.Candidate candidate : candidates) {
      Publication publication = candidate.publication();
      Publication.Once once = publication.once();
      if (once != null && seen.add(new Scope(publication.organizationId(), once.key()))) {
        organizations.add(publication.organizationId());
        keys.add(once.key());
        events.add(candidate.id());
        hashes.add(once.bodyHash());
      }
    }
    if (keys.isEmpty()) {
      return Set.of();
    }
    return handle
        .createQuery(TAKE)
        .bindArray("organizations", UUID.class, organizations)
        .bindArray("keys", String.class, keys)
        .bindArray("events", UUID.class, events)
        .bind("hashes", ByteaArray.of(hashes))
        .mapTo(UUID.class)
        .set();
  }

  /** Keeps what the answer says, for whoever repeats the request. */
  static void keepDeliveries(
      Handle handle, List<AcceptEvents.Candidate> accepted, Map<UUID, Integer> deliveries) {
    List<UUID> organizations = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (AcceptEvents.Candidate candidate : accepted) {
      Publication.Once once = candidate.publication().once();
      if (once != null) {
        organizations.add(candidate.publication().organizationId());
        keys.add(once.key());
        counts.add(deliveries.getOrDefault(candidate.id(), 0));
      }
    }
    if (!keys.isEmpty()) {
      handle
          .createUpdate(KEEP_DELIVERIES)
          .bindArray("organizations", UUID.class, organizations)
          .bindArray("keys", String.class, keys)
          .bindArray("deliveries", Integer.class, counts)
          .execute();
    }
  }

  /** Answers a request whose key was taken before. */
  static Acceptance repeat(Handle handle, UUID organizationId, Publication.Once once) {
    Kept kept =
        handle
            .createQuery(FIND)
            .bind("organizationId", organizationId)
            .bind("key", once.key())
            .map(ConstructorMapper.of(Kept.class))
            .one();
    return MessageDigest.isEqual(kept.bodyHash, once.bodyHash())
        ? new Accepted(kept.eventId, kept.deliveries)
        : new Acceptance.KeyTaken(once.key());
  }
}
