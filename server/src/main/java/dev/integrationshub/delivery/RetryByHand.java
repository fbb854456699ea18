package dev.integrationshub.delivery;

import dev.integrationshub.platform.problems.ProblemException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes a delivery due now because somebody asked for it. */
final class RetryByHand {
  private static final String HURRY =
      """
      UPDATE delivery SET trigger = 'manual', due_at = now()
      WHERE id = :id AND webhook_id = :webhookId AND organization_id = :organizationId
        AND (lease_until IS NULL OR lease_until <= now())
      """;

  private static final String REOPEN =
      """
      INSERT INTO delivery
        (id, event_id, webhook_id, organization_id, attempts, trigger, reopened, due_at)
      SELECT a.delivery_id, a.event_id, a.webhook_id, a.organization_id, a.number, 'manual', true,
             now()
      FROM attempt a
      JOIN event e ON e.id = a.event_id
      WHERE a.delivery_id = :id AND a.webhook_id = :webhookId
        AND a.organization_id = :organizationId
      ORDER BY a.number DESC
      LIMIT 1
      ON CONFLICT (id) DO NOTHING
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
    if (update(handle, HURRY, scope, id) > 0 || update(handle, REOPEN, scope, id) > 0) {
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

  private static int update(Handle handle, String sql, ReadDeliveries.Scope scope, UUID id) {
    return handle
        .createUpdate(sql)
        .bind("id", id)
        .bind("webhookId", scope.webhookId())
        .bind("organizationId", scope.organizationId())
        .execute();
  }
}
