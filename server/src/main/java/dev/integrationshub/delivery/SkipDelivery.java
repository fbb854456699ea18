package dev.integrationshub.delivery;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Gives a delivery up before its retries are used up, because somebody asked for it: those behind
 * it, at a webhook that wants them in order, need not wait any longer. It counts for no rate.
 */
@ApplicationScoped
class SkipDelivery {
  private static final String LOCK =
      """
      SELECT attempts, lease_until > now() AS under_way
      FROM delivery
      WHERE id = :id AND webhook_id = :webhookId AND organization_id = :organizationId
      FOR UPDATE
      """;

  /** Its last attempt tells how it ended. */
  private static final String GIVE_UP =
      """
      WITH skipped AS (DELETE FROM delivery WHERE id = :id RETURNING id, attempts)
      UPDATE attempt a SET final = true
      FROM skipped
      WHERE a.delivery_id = skipped.id AND a.number = skipped.attempts
      """;

  private final RecordAudit audit;

  SkipDelivery(RecordAudit audit) {
    this.audit = audit;
  }

  private record Pending(int attempts, boolean underWay) {}

  /**
   * @throws ProblemException 404 when there is no such delivery, 409 when it has ended, was never
   *     attempted, or is being attempted
   */
  void skip(Handle handle, ReadDeliveries.Scope scope, UUID id) {
    Pending pending =
        lock(handle, scope, id)
            .orElseThrow(
                () ->
                    ReadDeliveries.find(handle, scope, id).isPresent()
                        ? ProblemException.conflict("This delivery has ended already.")
                        : ProblemException.notFound("delivery"));
    if (pending.underWay) {
      throw ProblemException.conflict(
          "An attempt of this delivery is under way: wait for its end.");
    }
    if (pending.attempts == 0) {
      throw ProblemException.conflict("This delivery has not been attempted yet: nothing failed.");
    }
    handle.createUpdate(GIVE_UP).bind("id", id).execute();
    audit.record(
        handle,
        "delivery.skipped",
        IdKind.WEBHOOK.format(scope.webhookId()),
        Map.of("delivery", IdKind.DELIVERY.format(id), "attempts", pending.attempts));
  }

  private static Optional<Pending> lock(Handle handle, ReadDeliveries.Scope scope, UUID id) {
    return handle
        .createQuery(LOCK)
        .bind("id", id)
        .bind("webhookId", scope.webhookId())
        .bind("organizationId", scope.organizationId())
        .map((row, context) -> new Pending(row.getInt("attempts"), row.getBoolean("under_way")))
        .findOne();
  }
}
