package dev.integrationshub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What the page shows of deliveries: the live row, or else the last attempt. */
final class ReadDeliveries {
  private static final String SHOWN =
      """
      WITH shown AS (
        SELECT f.id, f.event_id, f.type, f.attempts,
               CASE WHEN f.succeeded THEN 'SUCCEEDED' ELSE 'FAILED' END AS status,
               f.status_code, f.duration_millis, f.error, CAST(NULL AS timestamptz) AS due_at
        FROM (
          SELECT DISTINCT ON (a.delivery_id)
                 a.delivery_id AS id, a.event_id, a.event_type AS type, a.number AS attempts,
                 a.succeeded, a.status_code, a.duration_millis, a.error
          FROM attempt a
          WHERE a.webhook_id = :webhookId
            AND a.organization_id = :organizationId
            AND a.final
            AND a.delivery_id >= :from AND a.delivery_id < :below
            AND a.delivery_id BETWEEN :deliveryLow AND :deliveryHigh
            AND a.event_id BETWEEN :eventLow AND :eventHigh
            AND (CAST(:type AS text) IS NULL OR a.event_type = :type)
          ORDER BY a.delivery_id DESC, a.number DESC) AS f
        WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = f.id)
        UNION ALL
        SELECT d.id, d.event_id, e.type, d.attempts, 'PENDING',
               last.status_code, last.duration_millis, last.error,
               CASE WHEN d.lease_until > now() THEN NULL ELSE d.due_at END
        FROM delivery d
        JOIN event e ON e.id = d.event_id
        LEFT JOIN LATERAL (
          SELECT a.status_code, a.duration_millis, a.error
          FROM attempt a WHERE a.delivery_id = d.id ORDER BY a.number DESC LIMIT 1) AS last ON true
        WHERE d.webhook_id = :webhookId
          AND d.organization_id = :organizationId
          AND d.id >= :from AND d.id < :below
          AND d.id BETWEEN :deliveryLow AND :deliveryHigh
          AND d.event_id BETWEEN :eventLow AND :eventHigh
          AND (CAST(:type AS text) IS NULL OR e.type = :type))
      """;

  private static final String LIST =
      SHOWN
          + """
          SELECT * FROM shown
          WHERE (CAST(:status AS text) IS NULL OR status = :status)
            AND (CAST(:responseCode AS int) IS NULL OR status_code = :responseCode)
          ORDER BY id DESC
          LIMIT :rows
          """;

  private static final String STATS =
      SHOWN
          + """
          SELECT count(*) FILTER (WHERE status = 'SUCCEEDED') AS succeeded,
                 count(*) FILTER (WHERE status = 'FAILED') AS failed,
                 count(*) FILTER (WHERE status = 'PENDING') AS pending
          FROM shown
          WHERE CAST(:responseCode AS int) IS NULL OR status_code = :responseCode
          """;

  private static final String ATTEMPTS =
      """
      SELECT number, trigger, started_at, duration_millis, status_code, error, error_detail,
             request_url, request_headers::text, response_headers::text, response_body,
             response_truncated
      FROM attempt
      WHERE delivery_id = :id AND webhook_id = :webhookId AND organization_id = :organizationId
      ORDER BY number
      """;

  private static final String EVENT = "SELECT type, accepted_at, payload FROM event WHERE id = :id";

  /** A delivery as it stands. */
  record Row(
      UUID id,
      UUID eventId,
      String type,
      int attempts,
      DeliveryStatus status,
      @Nullable Integer statusCode,
      @Nullable Integer durationMillis,
      @Nullable String error,
      @Nullable Instant dueAt) {}

  record Stats(long succeeded, long failed, long pending) {}

  record Attempt(
      int number,
      String trigger,
      Instant startedAt,
      int durationMillis,
      @Nullable Integer statusCode,
      @Nullable String error,
      @Nullable String errorDetail,
      String requestUrl,
      String requestHeaders,
      @Nullable String responseHeaders,
      byte @Nullable [] responseBody,
      boolean responseTruncated) {}

  record Event(String type, Instant acceptedAt, byte[] payload) {}

  /** A webhook of an organization: what every statement here is bound to. */
  record Scope(UUID organizationId, UUID webhookId) {}

  private ReadDeliveries() {}

  static List<Row> list(
      Handle handle, Scope scope, DeliveryFilter filter, Optional<UUID> after, int rows) {
    return bind(handle.createQuery(LIST), scope, filter)
        .bind("below", lower(filter.below(), after.orElse(DeliveryFilter.Range.ALL.high())))
        .bind(
            "status",
            switch (filter.status()) {
              case "success" -> "SUCCEEDED";
              case "failure" -> "FAILED";
              case "pending" -> "PENDING";
              default -> null;
            })
        .bind("rows", rows)
        .map(ConstructorMapper.of(Row.class))
        .list();
  }

  /** Counts what the filter lets in, of whatever status. */
  static Stats stats(Handle handle, Scope scope, DeliveryFilter filter) {
    return bind(handle.createQuery(STATS), scope, filter)
        .bind("below", filter.below())
        .map(ConstructorMapper.of(Stats.class))
        .one();
  }

  static Optional<Row> find(Handle handle, Scope scope, UUID id) {
    var one = new DeliveryFilter();
    return bind(handle.createQuery(LIST), scope, one)
        .bind("below", one.below())
        .bind("deliveryLow", id)
        .bind("deliveryHigh", id)
        .bind("status", (String) null)
        .bind("rows", 1)
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  static List<Attempt> attempts(Handle handle, Scope scope, UUID id) {
    return handle
        .createQuery(ATTEMPTS)
        .bind("id", id)
        .bind("webhookId", scope.webhookId)
        .bind("organizationId", scope.organizationId)
        .map(ConstructorMapper.of(Attempt.class))
        .list();
  }

  static Optional<Event> event(Handle handle, UUID id) {
    return handle
        .createQuery(EVENT)
        .bind("id", id)
        .map(ConstructorMapper.of(Event.class))
        .findOne();
  }

  private static Query bind(Query query, Scope scope, DeliveryFilter filter) {
    return query
        .bind("webhookId", scope.webhookId)
        .bind("organizationId", scope.organizationId)
        .bind("from", filter.from())
        .bind("deliveryLow", filter.deliveries().low())
        .bind("deliveryHigh", filter.deliveries().high())
        .bind("eventLow", filter.events().low())
        .bind("eventHigh", filter.events().high())
        .bind("type", filter.event())
        .bind("responseCode", filter.responseCode());
  }

  /** UUID.compareTo takes the halves as signed, which PostgreSQL does not. */
  private static UUID lower(UUID a, UUID b) {
    return a.toString().compareTo(b.toString()) <= 0 ? a : b;
  }
}
