package dev.integrationshub.delivery;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Starts and cancels retries of many deliveries, each with its audit entry. */
@ApplicationScoped
class ManageBulkRetries {
  static final int MAX_DELIVERIES = 1_000_000;

  private final Jdbi jdbi;
  private final RecordAudit audit;
  private final RunBulkRetries run;
  private final Ids ids;

  ManageBulkRetries(Jdbi jdbi, RecordAudit audit, RunBulkRetries run, Ids ids) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.run = run;
    this.ids = ids;
  }

  /** How many deliveries a retry would have. */
  int preview(ReadDeliveries.Scope scope, BulkRetryRequest request) {
    Optional<List<UUID>> deliveryIds = request.deliveryIds();
    return jdbi.withHandle(
        handle ->
            deliveryIds.isPresent()
                ? BulkRetries.count(handle, scope, deliveryIds.get())
                : ReadDeliveries.count(handle, scope, request.filter(), MAX_DELIVERIES));
  }

  /**
   * Puts down which deliveries it is about, as they stand now: what changes later changes nothing
   * of that.
   *
   * @throws ProblemException 409 while another one of this webhook is under way, 422 for too many
   */
  BulkRetries.Retry start(ReadDeliveries.Scope scope, BulkRetryRequest request) {
    Optional<List<UUID>> deliveryIds = request.deliveryIds();
    UUID id = ids.next();
    BulkRetries.Retry retry =
        jdbi.inTransaction(
            handle -> {
              if (!BulkRetries.insert(handle, scope, id, Ids.createdAt(id))) {
                throw ProblemException.conflict(
                    "A retry of this webhook's deliveries is under way: wait for its end, or"
                        + " cancel it.");
              }
              int count =
                  deliveryIds.isPresent()
                      ? BulkRetries.keepIds(handle, scope, deliveryIds.get(), id)
                      : ReadDeliveries.keepIds(
                          handle, scope, request.filter(), id, MAX_DELIVERIES + 1);
              requireRoom(count);
              BulkRetries.setDeliveries(handle, id, count);
              record(handle, scope, "webhook.retry_started", id, count);
              return BulkRetries.find(handle, scope, id).orElseThrow();
            });
    run.soon();
    return retry;
  }

  /**
   * @throws ProblemException 404 when the webhook has no such retry
   */
  BulkRetries.Retry find(ReadDeliveries.Scope scope, UUID id) {
    return jdbi.withHandle(handle -> find(handle, scope, id));
  }

  /** What is due already is sent; nothing more becomes due. Again, it changes nothing. */
  BulkRetries.Retry cancel(ReadDeliveries.Scope scope, UUID id) {
    return jdbi.inTransaction(
        handle -> {
          if (BulkRetries.cancel(handle, scope, id, Ids.createdAt(ids.next()))) {
            BulkRetries.Retry cancelled = find(handle, scope, id);
            record(handle, scope, "webhook.retry_cancelled", id, cancelled.deliveries());
            return cancelled;
          }
          return find(handle, scope, id);
        });
  }

  private static void requireRoom(int count) {
    if (count > MAX_DELIVERIES) {
      throw ProblemException.unprocessable(
          "More than 1,000,000 deliveries, the limit of one retry: narrow it by since and until.");
    }
  }

  private static BulkRetries.Retry find(Handle handle, ReadDeliveries.Scope scope, UUID id) {
    return BulkRetries.find(handle, scope, id)
        .orElseThrow(() -> ProblemException.notFound("retry"));
  }

  private void record(
      Handle handle, ReadDeliveries.Scope scope, String action, UUID id, int deliveries) {
    audit.record(
        handle,
        action,
        IdKind.WEBHOOK.format(scope.webhookId()),
        Map.of("retry", IdKind.RETRY.format(id), "deliveries", deliveries));
  }
}
