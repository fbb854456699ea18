package dev.integrationshub.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The tables {@code bulk_retry} and {@code bulk_retry_delivery}. */
final class BulkRetries {
  private static final String INSERT =
      """
      INSERT INTO bulk_retry (id, organization_id, webhook_id, deliveries, created_at)
      VALUES (:id, :organizationId, :webhookId, 0, :createdAt)
      ON CONFLICT (webhook_id) WHERE ended_at IS NULL DO NOTHING
      """;

  private static final String SET_DELIVERIES =
      "UPDATE bulk_retry SET deliveries = :deliveries WHERE id = :id";

  private static final String BELONGING =
      """
      SELECT given.id
      FROM unnest(:ids) AS given (id)
      WHERE EXISTS (SELECT 1 FROM delivery d
                    WHERE d.id = given.id AND d.webhook_id = :webhookId)
         OR EXISTS (SELECT 1 FROM attempt a
                    WHERE a.delivery_id = given.id AND a.webhook_id = :webhookId AND a.final)
      """;

  private static final String COUNT_IDS = "SELECT count(*) FROM (" + BELONGING + ") AS belonging";

  private static final String KEEP_IDS =
      "INSERT INTO bulk_retry_delivery (retry_id, delivery_id) SELECT CAST(:retryId AS uuid), id FROM ("
          + BELONGING
          + ") AS belonging";

  private static final String FIND =
      """
      SELECT id, deliveries, begun, skipped, under_way, created_at, ended_at, cancelled
      FROM bulk_retry
      WHERE id = :id AND webhook_id = :webhookId AND organization_id = :organizationId
      """;

  private static final String CANCEL =
      """
      UPDATE bulk_retry SET cancelled = true, ended_at = :now
      WHERE id = :id AND webhook_id = :webhookId AND organization_id = :organizationId
        AND ended_at IS NULL
      """;

  private static final String DROP_WAITING = "DELETE FROM bulk_retry_delivery WHERE retry_id = :id";

  /**
   * A retry as it stands.
   *
   * @param begun made due so far
   * @param skipped under way already when their turn came, or no longer kept
   * @param underWay made due, and not ended when last looked at
   */
  record Retry(
      UUID id,
      int deliveries,
      int begun,
      int skipped,
      UUID[] underWay,
      Instant createdAt,
      @Nullable Instant endedAt,
      boolean cancelled) {

    @Override
    public String toString() {
      return id + " " + Arrays.toString(underWay);
    }
  }

  private BulkRetries() {}

  /**
   * @return false when another one of this webhook has not ended
   */
  static boolean insert(Handle handle, ReadDeliveries.Scope scope, UUID id, Instant now) {
    return handle
            .createUpdate(INSERT)
            .bind("id", id)
            .bind("organizationId", scope.organizationId())
            .bind("webhookId", scope.webhookId())
            .bind("createdAt", now)
            .execute()
        > 0;
  }

  static void setDeliveries(Handle handle, UUID id, int deliveries) {
    handle.createUpdate(SET_DELIVERIES).bind("id", id).bind("deliveries", deliveries).execute();
  }

  /** How many of these are deliveries of the webhook. */
  static int count(Handle handle, ReadDeliveries.Scope scope, List<UUID> ids) {
    return handle
        .createQuery(COUNT_IDS)
        .bindArray("ids", UUID.class, ids)
        .bind("webhookId", scope.webhookId())
        .mapTo(Integer.class)
        .one();
  }

  static int keepIds(Handle handle, ReadDeliveries.Scope scope, List<UUID> ids, UUID retryId) {
    return handle
        .createUpdate(KEEP_IDS)
        .bindArray("ids", UUID.class, ids)
        .bind("webhookId", scope.webhookId())
        .bind("retryId", retryId)
        .execute();
  }

  static Optional<Retry> find(Handle handle, ReadDeliveries.Scope scope, UUID id) {
    return handle
        .createQuery(FIND)
        .bind("id", id)
        .bind("webhookId", scope.webhookId())
        .bind("organizationId", scope.organizationId())
        .map(ConstructorMapper.of(Retry.class))
        .findOne();
  }

  /** What is due already is sent; nothing more becomes due. */
  static boolean cancel(Handle handle, ReadDeliveries.Scope scope, UUID id, Instant now) {
    int cancelled =
        handle
            .createUpdate(CANCEL)
            .bind("id", id)
            .bind("webhookId", scope.webhookId())
            .bind("organizationId", scope.organizationId())
            .bind("now", now)
            .execute();
    if (cancelled > 0) {
      handle.createUpdate(DROP_WAITING).bind("id", id).execute();
    }
    return cancelled > 0;
  }
}
