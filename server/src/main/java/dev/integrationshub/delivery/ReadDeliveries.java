package dev.integrationshub.delivery;

import dev.integrationshub.platform.database.PlanForValues;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of deliveries: the live row, or else the one final attempt. Each of the three
 * statuses is read by an index of its own, newest first and no further than asked for, so that
 * neither the number of deliveries nor the rarity of a status costs anything.
 */
final class ReadDeliveries {
  /** Counting ends there: this many means this many or more. */
  static final int COUNTED_AT_MOST = 10_000;

  /**
   * The webhook was found in the organization, and belongs to no other. Without a search by event,
   * every column is one of an index, and counting needs no rows.
   */
  private static final String FINISHED =
      """
      FROM attempt a
      WHERE a.webhook_id = :webhookId AND a.final AND a.succeeded = <succeeded>
        AND a.delivery_id >= :from AND a.delivery_id < :below
        AND a.delivery_id BETWEEN :deliveryLow AND :deliveryHigh
        AND (CAST(:eventLow AS uuid) IS NULL OR a.event_id BETWEEN :eventLow AND :eventHigh)
        AND (CAST(:type AS text) IS NULL OR a.event_type = :type)
        AND (CAST(:responseCode AS int) IS NULL OR a.status_code = :responseCode)
      """;

  private static final String SUCCEEDED = FINISHED.replace("<succeeded>", "true");
  private static final String FAILED = FINISHED.replace("<succeeded>", "false");

  private static final String PENDING =
      """
      FROM delivery d
      WHERE d.webhook_id = :webhookId
        AND d.id >= :from AND d.id < :below
        AND d.id BETWEEN :deliveryLow AND :deliveryHigh
        AND (CAST(:eventLow AS uuid) IS NULL OR d.event_id BETWEEN :eventLow AND :eventHigh)
        AND (CAST(:type AS text) IS NULL
             OR coalesce(d.event_type, (SELECT e.type FROM event e WHERE e.id = d.event_id)) = :type)
        AND (CAST(:responseCode AS int) IS NULL OR d.status_code = :responseCode)
      """;

  private static final String OF_ATTEMPT =
      """
      SELECT a.delivery_id AS id, a.event_id, a.event_type AS type, a.number AS attempts,
             CASE WHEN a.succeeded THEN 'SUCCEEDED' ELSE 'FAILED' END AS status,
             a.status_code, a.duration_millis, a.error, CAST(NULL AS timestamptz) AS due_at
      """;

  private static final String LIST =
      "SELECT * FROM (("
          + OF_ATTEMPT
          + SUCCEEDED
          + """
            AND :succeeded
          ORDER BY a.delivery_id DESC
          LIMIT :rows)
          UNION ALL
          (
          """
          + OF_ATTEMPT
          + FAILED
          + """
            AND :failed
          ORDER BY a.delivery_id DESC
          LIMIT :rows)
          UNION ALL
          (SELECT p.id, p.event_id,
                  coalesce(p.event_type, (SELECT e.type FROM event e WHERE e.id = p.event_id)),
                  p.attempts, 'PENDING', p.status_code, last.duration_millis, last.error,
                  CASE WHEN p.lease_until > now() THEN NULL ELSE p.due_at END
           FROM (
             SELECT d.*
          """
          + PENDING
          + """
               AND :pending
             ORDER BY d.id DESC
             LIMIT :rows) AS p
           LEFT JOIN LATERAL (
             SELECT a.duration_millis, a.error
             FROM attempt a
             WHERE a.delivery_id = p.id AND p.attempts > 0
             ORDER BY a.number DESC LIMIT 1) AS last ON true)) AS shown
          ORDER BY id DESC
          LIMIT :rows
          """;

  private static final String STATS =
      "SELECT (SELECT count(*) FROM (SELECT 1 "
          + SUCCEEDED
          + " LIMIT :most) AS counted) AS succeeded, (SELECT count(*) FROM (SELECT 1 "
          + FAILED
          + " LIMIT :most) AS counted) AS failed, (SELECT count(*) FROM (SELECT 1 "
          + PENDING
          + " LIMIT :most) AS counted) AS pending";

  /** The ids alone, of all that the filter lets in. */
  private static final String IDS =
      "(SELECT a.delivery_id AS id "
          + SUCCEEDED
          + " AND :succeeded LIMIT :rows) UNION ALL (SELECT a.delivery_id "
          + FAILED
          + " AND :failed LIMIT :rows) UNION ALL (SELECT d.id "
          + PENDING
          + " AND :pending LIMIT :rows)";

  private static final String COUNT_IDS = "SELECT count(*) FROM (" + IDS + ") AS matching";

  private static final String KEEP_IDS =
      "INSERT INTO bulk_retry_delivery (retry_id, delivery_id) SELECT CAST(:retryId AS uuid), id FROM ("
          + IDS
          + ") AS matching";

  private static final String ATTEMPTS =
      """
      SELECT number, trigger, started_at, duration_millis, status_code, error, error_detail,
             request_url, request_headers::text, response_headers::text, response_body,
             response_truncated, dns_micros, connect_micros, tls_micros, first_byte_micros,
             connection_reused
      FROM attempt
      WHERE delivery_id = :id AND webhook_id = :webhookId AND organization_id = :organizationId
      ORDER BY number
      """;

  private static final String EVENT =
      "SELECT type, accepted_at, payload, resent_from FROM event WHERE id = :id";

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
      boolean responseTruncated,
      @Nullable Integer dnsMicros,
      @Nullable Integer connectMicros,
      @Nullable Integer tlsMicros,
      @Nullable Integer firstByteMicros,
      @Nullable Boolean connectionReused) {}

  record Event(String type, Instant acceptedAt, byte[] payload, @Nullable UUID resentFrom) {}

  /** A webhook of an organization: what every statement here is bound to. */
  record Scope(UUID organizationId, UUID webhookId) {}

  private ReadDeliveries() {}

  static List<Row> list(
      Handle handle, Scope scope, DeliveryFilter filter, Optional<UUID> after, int rows) {
    return bindStatus(handle.createQuery(LIST), scope, filter)
        .bind("below", lower(filter.below(), after.orElse(DeliveryFilter.Range.ALL.high())))
        .bind("rows", rows)
        .map(ConstructorMapper.of(Row.class))
        .list();
  }

  /**
   * Counts what the filter lets in, of its status.
   *
   * @param most of each status; the count may end there
   */
  static int count(Handle handle, Scope scope, DeliveryFilter filter, int most) {
    return bindStatus(handle.createQuery(COUNT_IDS), scope, filter)
        .bind("below", filter.below())
        .bind("rows", most)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Puts down what the filter lets in now, for a bulk retry.
   *
   * @param most of each status
   * @return how many
   */
  static int keepIds(Handle handle, Scope scope, DeliveryFilter filter, UUID retryId, int most) {
    return bindStatus(handle.createUpdate(KEEP_IDS), scope, filter)
        .bind("below", filter.below())
        .bind("retryId", retryId)
        .bind("rows", most)
        .execute();
  }

  /** Counts what the filter lets in, of whatever status, each up to {@link #COUNTED_AT_MOST}. */
  static Stats stats(Handle handle, Scope scope, DeliveryFilter filter) {
    return bind(handle.createQuery(STATS), scope, filter)
        .bind("below", filter.below())
        .bind("most", COUNTED_AT_MOST)
        .map(ConstructorMapper.of(Stats.class))
        .one();
  }

  static Optional<Row> find(Handle handle, Scope scope, UUID id) {
    var one = new DeliveryFilter();
    one.search = IdKind.DELIVERY.format(id);
    return list(handle, scope, one, Optional.empty(), 1).stream().findFirst();
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

  private static <S extends SqlStatement<S>> S bindStatus(
      S statement, Scope scope, DeliveryFilter filter) {
    String status = filter.status();
    boolean all = status.equals("all");
    return bind(statement, scope, filter)
        .bind("succeeded", all || status.equals("success"))
        .bind("failed", all || status.equals("failure"))
        .bind("pending", all || status.equals("pending"));
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, Scope scope, DeliveryFilter filter) {
    DeliveryFilter.Range events = filter.events();
    boolean any = events.equals(DeliveryFilter.Range.ALL);
    // No delivery is older than its event.
    UUID notBefore = any ? filter.from() : Ids.lowestAt(Ids.createdAt(events.low()));
    return statement
        .addCustomizer(new PlanForValues())
        .bind("webhookId", scope.webhookId)
        .bind("from", higher(filter.from(), notBefore))
        .bind("deliveryLow", filter.deliveries().low())
        .bind("deliveryHigh", filter.deliveries().high())
        .bind("eventLow", any ? null : events.low())
        .bind("eventHigh", any ? null : events.high())
        .bind("type", filter.event())
        .bind("responseCode", filter.responseCode());
  }

  /** UUID.compareTo takes the halves as signed, which PostgreSQL does not. */
  private static UUID lower(UUID a, UUID b) {
    return a.toString().compareTo(b.toString()) <= 0 ? a : b;
  }

  private static UUID higher(UUID a, UUID b) {
    return lower(a, b).equals(a) ? b : a;
  }
}
