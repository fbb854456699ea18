package dev.integrationshub.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.ReceivedResponse;
import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Writes down an attempt and what follows from it, all or nothing, while the lease is held. */
@ApplicationScoped
class WriteAttempt {
  /** Everything hangs on the lease token: a stale result changes nothing. */
  private static final String WRITE =
      """
      WITH held AS (
        SELECT id FROM delivery WHERE id = :deliveryId AND lease_token = :leaseToken FOR UPDATE),
      ended AS (
        DELETE FROM delivery d USING held WHERE d.id = held.id AND :final),
      kept AS (
        UPDATE delivery d
        SET attempts = :number, retries = :retries, trigger = 'schedule',
            status_code = :statusCode, due_at = now() + make_interval(secs => :delaySeconds),
            lease_until = NULL, lease_token = NULL, lease_node = NULL
        FROM held
        WHERE d.id = held.id AND NOT :final),
      written AS (
        INSERT INTO attempt
          (id, delivery_id, event_id, webhook_id, organization_id, event_type, number, trigger,
           started_at, duration_millis, succeeded, final, status_code, error, error_detail,
           request_url, request_headers, response_headers, response_body, response_truncated)
        SELECT :id, :deliveryId, :eventId, :webhookId, :organizationId, :type, :number, :trigger,
               :startedAt, :durationMillis, :succeeded, :final, :statusCode, :error, :errorDetail,
               :url, CAST(:requestHeaders AS json), CAST(:responseHeaders AS json), :responseBody,
               :truncated
        FROM held),
      health AS (
        UPDATE webhook_health h
        SET last_triggered_at = greatest(h.last_triggered_at, :startedAt),
            failures_in_row = CASE
              WHEN NOT :counts THEN h.failures_in_row
              WHEN :succeeded THEN 0
              ELSE h.failures_in_row + 1 END,
            failing_since = CASE
              WHEN NOT :counts THEN h.failing_since
              WHEN :succeeded THEN NULL
              ELSE coalesce(h.failing_since, :startedAt) END,
            last_failed_at = CASE
              WHEN :counts AND NOT :succeeded THEN greatest(h.last_failed_at, :startedAt)
              ELSE h.last_failed_at END,
            ordered_until = CASE WHEN :ordered THEN NULL ELSE h.ordered_until END,
            paused_until = CASE
              WHEN :pauseSeconds > 0
              THEN greatest(h.paused_until, now() + make_interval(secs => :pauseSeconds))
              ELSE h.paused_until END
        FROM held
        WHERE h.webhook_id = :webhookId),
      minute AS (
        INSERT INTO webhook_minute AS m
          (webhook_id, minute, succeeded, failed, attempts, duration_millis)
        SELECT :webhookId, date_trunc('minute', now()), CAST(:final AND :succeeded AS int),
               CAST(:final AND NOT :succeeded AS int), 1, :durationMillis
        FROM held
        WHERE :counts
        ON CONFLICT (webhook_id, minute) DO UPDATE
        SET succeeded = m.succeeded + excluded.succeeded,
            failed = m.failed + excluded.failed,
            attempts = m.attempts + 1,
            duration_millis = m.duration_millis + excluded.duration_millis),
      disabled AS (
        UPDATE webhook w
        SET enabled = false, disabled_at = now(), disabled_by = 'hub', disabled_reason = 'gone',
            updated_at = now()
        FROM held
        WHERE w.id = :webhookId AND w.enabled AND :disable)
      SELECT count(*) FROM held
      """;

  private final Jdbi jdbi;
  private final Ids ids;
  private final ObjectMapper json;

  WriteAttempt(Jdbi jdbi, Ids ids, ObjectMapper json) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.json = json;
  }

  /**
   * @return false when the lease has passed to somebody else, or the delivery was cancelled: then
   *     nothing is written
   */
  boolean write(AttemptResult result) {
    Next next = Next.of(result.decision());
    ClaimedDelivery delivery = result.delivery();
    Optional<ReceivedResponse> response = result.exchange().response();
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(WRITE)
                    .bind("id", ids.next())
                    .bind("deliveryId", delivery.id())
                    .bind("leaseToken", delivery.leaseToken())
                    .bind("eventId", delivery.eventId())
                    .bind("webhookId", delivery.webhookId())
                    .bind("organizationId", delivery.organizationId())
                    .bind("type", delivery.type())
                    .bind("ordered", delivery.ordered())
                    .bind("number", delivery.attempts() + 1)
                    .bind("trigger", delivery.trigger())
                    .bind("startedAt", result.exchange().startedAt())
                    .bind("durationMillis", result.exchange().duration().toMillis())
                    .bind("succeeded", result.isSuccess())
                    .bind("final", result.isFinal())
                    .bind("counts", result.counts())
                    .bind("retries", next.retriesUsed)
                    .bind("delaySeconds", next.delaySeconds)
                    .bind("pauseSeconds", next.pauseSeconds)
                    .bind("disable", next.disable)
                    .bind("statusCode", result.statusCode())
                    .bind("error", result.error())
                    .bind("errorDetail", result.errorDetail())
                    .bind("url", delivery.url())
                    .bind("requestHeaders", text(result.requestHeaders()))
                    .bind("responseHeaders", response.map(r -> text(r.headers())).orElse(null))
                    .bind("responseBody", response.map(ReceivedResponse::body).orElse(null))
                    .bind("truncated", response.map(ReceivedResponse::truncated).orElse(false))
                    .mapTo(Integer.class)
                    .one())
        > 0;
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
