package dev.integrationshub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Brings retries of many deliveries forward, each by one commit: deliveries leave the list of those
 * that wait and become due, both or neither. So whoever is killed, and whichever node goes on, each
 * delivery of the set is made due once.
 */
@ApplicationScoped
class StepBulkRetries {
  /**
   * The most of one retry that are due or under way, so that new events need not wait behind a
   * million old ones.
   */
  static final int AT_ONCE = 100;

  /**
   * Shorter than PostgreSQL waits before it looks for a deadlock: who deletes the webhook locks
   * deliveries first and this row last, and must not be the one to give way.
   */
  private static final String NO_LONG_WAIT = "SET LOCAL lock_timeout = '500ms'";

  /** Those of disabled webhooks wait. */
  private static final String OPEN =
      """
      SELECT r.id,
             2 * (SELECT count(*) FROM delivery d
                  WHERE d.id = ANY (r.under_way) AND d.trigger = 'manual')
               <= cardinality(r.under_way) AS half_ended
      FROM bulk_retry r JOIN webhook w ON w.id = r.webhook_id AND w.enabled
      WHERE r.ended_at IS NULL
      ORDER BY r.id
      """;

  /** Another node's step is under way where the row is locked. */
  private static final String TAKE =
      """
      SELECT id, webhook_id, organization_id, under_way
      FROM bulk_retry
      WHERE id = :id AND ended_at IS NULL
      FOR UPDATE SKIP LOCKED
      """;

  private static final String STILL_UNDER_WAY =
      "SELECT id FROM delivery WHERE id = ANY (:ids) AND trigger = 'manual'";

  private static final String NEXT =
      """
      DELETE FROM bulk_retry_delivery
      WHERE retry_id = :id
        AND delivery_id IN (SELECT delivery_id FROM bulk_retry_delivery
                            WHERE retry_id = :id ORDER BY delivery_id LIMIT :rows)
      RETURNING delivery_id
      """;

  private static final String KEEP =
      """
      UPDATE bulk_retry
      SET begun = begun + :begun, skipped = skipped + :skipped, under_way = :underWay,
          ended_at = CASE WHEN :ended THEN now() END
      WHERE id = :id
      """;

  private static final String DROP_ORPHANS =
      """
      DELETE FROM bulk_retry_delivery d
      WHERE NOT EXISTS (SELECT 1 FROM bulk_retry r WHERE r.id = d.retry_id)
      """;

  private final Jdbi jdbi;
  private final DispatchDeliveries dispatch;

  StepBulkRetries(Jdbi jdbi, DispatchDeliveries dispatch) {
    this.jdbi = jdbi;
    this.dispatch = dispatch;
  }

  private record Taken(UUID id, UUID webhookId, UUID organizationId, UUID[] underWay) {}

  /** Which of the open retries get a step. */
  enum Which {
    ALL,
    /** Of whose deliveries under way at least half have ended: a step is worth its commit. */
    HALF_ENDED
  }

  private record Open(UUID id, boolean halfEnded) {}

  /**
   * One step of each of these retries that no other node is at.
   *
   * @return whether any is open
   */
  boolean step(Which which) {
    List<Open> open =
        jdbi.withHandle(
            handle -> handle.createQuery(OPEN).map(ConstructorMapper.of(Open.class)).list());
    for (Open retry : open) {
      if ((which == Which.ALL || retry.halfEnded)
          && jdbi.inTransaction(handle -> step(handle, retry.id))) {
        dispatch.signal();
      }
    }
    return !open.isEmpty();
  }

  /** Removes what a deleted webhook's retry still had to do. */
  void dropOrphans() {
    jdbi.useHandle(handle -> handle.execute(DROP_ORPHANS));
  }

  /**
   * @return whether deliveries are due
   */
  private static boolean step(Handle handle, UUID id) {
    handle.execute(NO_LONG_WAIT);
    Optional<Taken> taken =
        handle.createQuery(TAKE).bind("id", id).map(ConstructorMapper.of(Taken.class)).findOne();
    return taken.isPresent() && step(handle, taken.get());
  }

  private static boolean step(Handle handle, Taken retry) {
    List<UUID> underWay = new ArrayList<>(stillUnderWay(handle, retry));
    List<UUID> next = next(handle, retry.id, AT_ONCE - underWay.size());
    var scope = new ReadDeliveries.Scope(retry.organizationId, retry.webhookId);
    Set<UUID> due = next.isEmpty() ? Set.of() : RetryByHand.retry(handle, scope, next);
    underWay.addAll(due);
    handle
        .createUpdate(KEEP)
        .bind("id", retry.id)
        .bind("begun", due.size())
        .bind("skipped", next.size() - due.size())
        .bindArray("underWay", UUID.class, underWay)
        .bind("ended", next.isEmpty() && underWay.isEmpty())
        .execute();
    return !due.isEmpty();
  }

  private static List<UUID> stillUnderWay(Handle handle, Taken retry) {
    return handle.createQuery(STILL_UNDER_WAY).bind("ids", retry.underWay).mapTo(UUID.class).list();
  }

  private static List<UUID> next(Handle handle, UUID id, int rows) {
    return handle.createQuery(NEXT).bind("id", id).bind("rows", rows).mapTo(UUID.class).list();
  }
}
