package dev.integrationshub.delivery;

import dev.integrationshub.platform.problems.ProblemException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes a delivery due now because somebody asked for it. */
final class RetryByHand {
  private static final String HURRY =
      """
      UPDATE delivery SET trigger = 'manual', due_at = now()
      WHERE id = ANY (:ids) AND webhook_id = :webhookId AND organization_id = :organizationId
        AND (lease_until IS NULL OR lease_until <= now())
      RETURNING id
      """;

  /**
   * The attempt that told the delivery's end no longer does: the one to come will. To an ordered
   * webhook it goes before all that waits, for its turn has been; among each other those retried go
   * in the order in which it was asked for them.
   */
  private static final String REOPEN =
      """
      WITH ended AS (
        SELECT a.id, a.delivery_id, a.event_id, a.webhook_id, a.organization_id, a.event_type,
               a.number, a.status_code
        FROM attempt a
        JOIN event e ON e.id = a.event_id
        WHERE a.delivery_id = ANY (:ids) AND a.webhook_id = :webhookId
          AND a.organization_id = :organizationId AND a.final),
      reopened AS (
        INSERT INTO delivery
          (id, event_id, webhook_id, organization_id, event_type, attempts, status_code, trigger,
           reopened, due_at, position)
        SELECT delivery_id, event_id, webhook_id, organization_id, event_type, number, status_code,
               'manual', true, now(),
               CASE WHEN (SELECT ordered FROM webhook WHERE id = webhook_id)
                    THEN nextval('delivery_position') - 4611686018427387904 END
        FROM ended
        ON CONFLICT (id) DO NOTHING
        RETURNING id)
      UPDATE attempt a SET final = false
      FROM ended JOIN reopened ON reopened.id = ended.delivery_id
      WHERE a.id = ended.id
      RETURNING a.delivery_id
      """;

  private static final String EXISTS =
      """
      SELECT EXISTS (
        SELECT 1 FROM delivery
        WHERE id = :id AND webhook_id = :webhookId AND organization_id = :organizationId)
      """;

  private RetryByHand() {}

  /**
   * @throws ProblemException 404 when there is no such delivery or its event is no longer kept, 409
   *     when an attempt is under way
   */
  static void retry(Handle handle, ReadDeliveries.Scope scope, UUID id) {
    if (!retry(handle, scope, List.of(id)).isEmpty()) {
      return;
    }
    boolean underWay =
        handle
            .createQuery(EXISTS)
            .bind("id", id)
            .bind("webhookId", scope.webhookId())
            .bind("organizationId", scope.organizationId())
            .mapTo(Boolean.class)
            .one();
    throw underWay
        ? ProblemException.conflict("An attempt of this delivery is under way: wait for its end.")
        : ProblemException.notFound("delivery");
  }

  /**
   * Leaves out those of which an attempt is under way, and those that are no longer kept.
   *
   * @return the deliveries that are due now
   */
  static Set<UUID> retry(Handle handle, ReadDeliveries.Scope scope, Collection<UUID> ids) {
    Set<UUID> due = new HashSet<>(run(handle, HURRY, scope, ids));
    List<UUID> others = ids.stream().filter(id -> !due.contains(id)).toList();
    if (!others.isEmpty()) {
      due.addAll(run(handle, REOPEN, scope, others));
    }
    return due;
  }

  private static List<UUID> run(
      Handle handle, String sql, ReadDeliveries.Scope scope, Collection<UUID> ids) {
    return handle
        .createQuery(sql)
        .bindArray("ids", UUID.class, ids)
        .bind("webhookId", scope.webhookId())
        .bind("organizationId", scope.organizationId())
        .mapTo(UUID.class)
        .list();
  }
}
