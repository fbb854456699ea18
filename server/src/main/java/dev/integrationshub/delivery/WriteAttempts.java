package dev.integrationshub.delivery;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.ReceivedResponse;
import dev.integrationshub.egress.Timing;
import dev.integrationshub.platform.database.ByteaArray;
import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Writes down attempts and what follows from each, all or nothing, while their leases are held. */
@ApplicationScoped
class WriteAttempts {
  /**
   * Everything hangs on the lease tokens: a stale result changes nothing. What the attempts of a
   * webhook say about it is put together first, in the order in which they ended, and written once.
   * Rows are locked in one order, so that two nodes don't wait for each other.
   */
  private static final String WRITE =
      """
      WITH given AS MATERIALIZED (
        SELECT * FROM unnest(
          :ids, :deliveries, :leaseTokens, :events, :webhooks, :organizations,
          CAST(:types AS text[]), :ordered, :numbers, CAST(:triggers AS text[]), :startedMicros,
          :durationMillis, :succeeded, :final, :counts, :retries, :delaySeconds, :pauseSeconds,
          :disable, :statusCodes, CAST(:errors AS text[]), CAST(:errorDetails AS text[]),
          CAST(:urls AS text[]), CAST(:requestHeaders AS text[]), CAST(:responseHeaders AS text[]),
          :responseBodies, :truncated, :dnsMicros, :connectMicros, :tlsMicros, :firstByteMicros,
          :reused) WITH ORDINALITY
        AS given (
          id, delivery_id, lease_token, event_id, webhook_id, organization_id,
          type, ordered, number, trigger, started_micros,
          duration_millis, succeeded, final, counts, retries, delay_seconds, pause_seconds,
          disable, status_code, error, error_detail,
          url, request_headers, response_headers,
          response_body, truncated, dns_micros, connect_micros, tls_micros, first_byte_micros,
          reused, place)),
      held AS MATERIALIZED (
        SELECT given.*,
               timestamptz 'epoch' + started_micros * interval '1 microsecond' AS started_at
        FROM given
        JOIN delivery d ON d.id = given.delivery_id AND d.lease_token = given.lease_token
        ORDER BY d.id
        FOR UPDATE OF d),
      ended AS (
        DELETE FROM delivery d USING held WHERE d.id = held.delivery_id AND held.final),
      kept AS (
        UPDATE delivery d
        SET attempts = held.number, retries = held.retries, trigger = 'schedule',
            status_code = held.status_code,
            due_at = now() + make_interval(secs => held.delay_seconds),
            lease_until = NULL, lease_token = NULL, lease_node = NULL
        FROM held
        WHERE d.id = held.delivery_id AND NOT held.final),
      written AS (
        INSERT INTO attempt
          (id, delivery_id, event_id, webhook_id, organization_id, event_type, number, trigger,
           started_at, duration_millis, succeeded, final, status_code, error, error_detail,
           request_url, request_headers, response_headers, response_body, response_truncated,
           dns_micros, connect_micros, tls_micros, first_byte_micros, connection_reused)
        SELECT id, delivery_id, event_id, webhook_id, organization_id, type, number, trigger,
               started_at, duration_millis, succeeded, final, status_code, error, error_detail,
               url, CAST(request_headers AS json), CAST(response_headers AS json), response_body,
               truncated, dns_micros, connect_micros, tls_micros, first_byte_micros, reused
        FROM held),
      judged AS (
        SELECT held.*, counts AND succeeded AS good, counts AND NOT succeeded AS bad,
               max(place) FILTER (WHERE counts AND succeeded) OVER (PARTITION BY webhook_id)
                 AS last_good
        FROM held),
      by_webhook AS MATERIALIZED (
        SELECT webhook_id,
               max(started_at) AS triggered_at,
               bool_or(good) AS recovered,
               count(*) FILTER (WHERE bad AND place > coalesce(last_good, 0)) AS failures_in_row,
               min(started_at) FILTER (WHERE bad AND place > coalesce(last_good, 0))
                 AS failing_since,
               max(started_at) FILTER (WHERE bad) AS failed_at,
               bool_or(ordered) AS ordered,
               max(pause_seconds) AS pause_seconds,
               bool_or(disable) AS disable,
               count(*) FILTER (WHERE good AND final) AS succeeded,
               count(*) FILTER (WHERE bad AND final) AS failed,
               count(*) FILTER (WHERE counts) AS attempts,
               coalesce(sum(duration_millis) FILTER (WHERE counts), 0) AS duration_millis
        FROM judged
        GROUP BY webhook_id),
      locked AS MATERIALIZED (
        SELECT h.webhook_id
        FROM webhook_health h
        JOIN by_webhook USING (webhook_id)
        ORDER BY h.webhook_id
        FOR UPDATE OF h),
      health AS (
        UPDATE webhook_health h
        SET last_triggered_at = greatest(h.last_triggered_at, b.triggered_at),
            failures_in_row = b.failures_in_row
              + CASE WHEN b.recovered THEN 0 ELSE h.failures_in_row END,
            failing_since = CASE
              WHEN b.recovered THEN b.failing_since
              ELSE coalesce(h.failing_since, b.failing_since) END,
            last_failed_at = greatest(h.last_failed_at, b.failed_at),
            ordered_until = CASE WHEN b.ordered THEN NULL ELSE h.ordered_until END,
            paused_until = CASE
              WHEN b.pause_seconds > 0
              THEN greatest(h.paused_until, now() + make_interval(secs => b.pause_seconds))
              ELSE h.paused_until END
        FROM by_webhook b
        JOIN locked USING (webhook_id)
        WHERE h.webhook_id = b.webhook_id),
      minute AS (
        INSERT INTO webhook_minute AS m
          (webhook_id, minute, succeeded, failed, attempts, duration_millis)
        SELECT webhook_id, date_trunc('minute', now()), succeeded, failed, attempts,
               duration_millis
        FROM by_webhook
        WHERE attempts > 0
        ORDER BY webhook_id
        ON CONFLICT (webhook_id, minute) DO UPDATE
        SET succeeded = m.succeeded + excluded.succeeded,
            failed = m.failed + excluded.failed,
            attempts = m.attempts + excluded.attempts,
            duration_millis = m.duration_millis + excluded.duration_millis),
      disabled AS (
        UPDATE webhook w
        SET enabled = false, disabled_at = now(), disabled_by = 'hub', disabled_reason = 'gone',
            updated_at = now()
        FROM by_webhook b
        WHERE w.id = b.webhook_id AND w.enabled AND b.disable)
      SELECT delivery_id FROM held
      """;

  private final Jdbi jdbi;
  private final Ids ids;
  private final ObjectMapper json;

  WriteAttempts(Jdbi jdbi, Ids ids, ObjectMapper json) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.json = json;
  }

  /**
   * @param results in the order in which their attempts ended
   * @return for each whether it was written: not when the lease has passed to somebody else, or the
   *     delivery was cancelled
   */
  List<Boolean> write(List<AttemptResult> results) {
    Set<UUID> held =
        jdbi.withHandle(handle -> bind(handle.createQuery(WRITE), results).mapTo(UUID.class).set());
    return results.stream().map(result -> held.contains(result.delivery().id())).toList();
  }

  private Query bind(Query query, List<AttemptResult> results) {
    List<ClaimedDelivery> deliveries = results.stream().map(AttemptResult::delivery).toList();
    bindDeliveries(query, deliveries);
    bindDecisions(query, results.stream().map(result -> Next.of(result.decision())).toList());
    bindAnswers(query, of(results, result -> result.exchange().response()));
    bindTimings(query, results.stream().map(result -> result.exchange().timing()).toList());
    return query
        .bindArray("ids", UUID.class, results.stream().map(result -> ids.next()).toList())
        .bindArray(
            "startedMicros",
            Long.class,
            of(results, result -> micros(result.exchange().startedAt())))
        .bindArray(
            "durationMillis", Long.class, of(results, r -> r.exchange().duration().toMillis()))
        .bindArray("succeeded", Boolean.class, of(results, AttemptResult::isSuccess))
        .bindArray("final", Boolean.class, of(results, AttemptResult::isFinal))
        .bindArray("counts", Boolean.class, of(results, AttemptResult::counts))
        .bindArray("statusCodes", Integer.class, of(results, AttemptResult::statusCode))
        .bindArray("errors", String.class, of(results, AttemptResult::error))
        .bindArray("errorDetails", String.class, of(results, AttemptResult::errorDetail))
        .bindArray(
            "requestHeaders", String.class, of(results, result -> text(result.requestHeaders())));
  }

  private static void bindDeliveries(Query query, List<ClaimedDelivery> deliveries) {
    query
        .bindArray("deliveries", UUID.class, of(deliveries, ClaimedDelivery::id))
        .bindArray("leaseTokens", UUID.class, of(deliveries, ClaimedDelivery::leaseToken))
        .bindArray("events", UUID.class, of(deliveries, ClaimedDelivery::eventId))
        .bindArray("webhooks", UUID.class, of(deliveries, ClaimedDelivery::webhookId))
        .bindArray("organizations", UUID.class, of(deliveries, ClaimedDelivery::organizationId))
        .bindArray("types", String.class, of(deliveries, ClaimedDelivery::type))
        .bindArray("ordered", Boolean.class, of(deliveries, ClaimedDelivery::ordered))
        .bindArray("numbers", Integer.class, of(deliveries, delivery -> delivery.attempts() + 1))
        .bindArray("triggers", String.class, of(deliveries, ClaimedDelivery::trigger))
        .bindArray("urls", String.class, of(deliveries, ClaimedDelivery::url));
  }

  private static void bindDecisions(Query query, List<Next> nexts) {
    query
        .bindArray("retries", Integer.class, of(nexts, Next::retriesUsed))
        .bindArray("delaySeconds", Double.class, of(nexts, Next::delaySeconds))
        .bindArray("pauseSeconds", Double.class, of(nexts, Next::pauseSeconds))
        .bindArray("disable", Boolean.class, of(nexts, Next::disable));
  }

  private void bindAnswers(Query query, List<Optional<ReceivedResponse>> responses) {
    List<byte @Nullable []> bodies =
        of(responses, answer -> answer.map(there -> there.body()).orElse(null));
    query
        .bindArray(
            "responseHeaders",
            String.class,
            of(responses, answer -> answer.map(there -> text(there.headers())).orElse(null)))
        .bind("responseBodies", ByteaArray.of(bodies))
        .bindArray(
            "truncated",
            Boolean.class,
            of(responses, answer -> answer.map(there -> there.truncated()).orElse(false)));
  }

  private static void bindTimings(Query query, List<Timing> timings) {
    query
        .bindArray("dnsMicros", Integer.class, phases(timings, Timing::dns))
        .bindArray("connectMicros", Integer.class, phases(timings, Timing::connect))
        .bindArray("tlsMicros", Integer.class, phases(timings, Timing::tls))
        .bindArray("firstByteMicros", Integer.class, phases(timings, Timing::firstByte))
        .bindArray("reused", Boolean.class, of(timings, Timing::reused));
  }

  private static List<@Nullable Integer> phases(
      List<Timing> timings, Function<Timing, Optional<Duration>> phase) {
    return of(timings, timing -> TimingView.micros(phase.apply(timing)));
  }

  /** One value of each, null where it has none. */
  private static <T extends @Nullable Object, V extends @Nullable Object> List<V> of(
      List<T> rows, Function<T, V> value) {
    List<V> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    return values;
  }

  private static long micros(Instant instant) {
    return SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / MICROSECONDS.toNanos(1);
  }

  private record Next(int retriesUsed, double delaySeconds, double pauseSeconds, boolean disable) {

    static Next of(Decision decision) {
      double pauseSeconds =
          switch (decision.webhook()) {
            case Decision.OnWebhook.Pause pause -> seconds(pause.duration());
            case Decision.OnWebhook.Keep keep -> 0;
            case Decision.OnWebhook.Disable disable -> 0;
          };
      boolean disable = decision.webhook() instanceof Decision.OnWebhook.Disable;
      return switch (decision.next()) {
        case Decision.Next.Retry retry ->
            new Next(retry.retriesUsed(), seconds(retry.in()), pauseSeconds, disable);
        case Decision.Next.Succeeded succeeded -> new Next(0, 0, pauseSeconds, disable);
        case Decision.Next.Failed failed -> new Next(0, 0, pauseSeconds, disable);
      };
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1000.0;
    }
  }

  private String text(List<Header> headers) {
    try {
      return json.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("headers are always JSON", e);
    }
  }
}
