package dev.integrationshub.webhooks;

import dev.integrationshub.signing.SignatureScheme;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The webhook tables. */
final class Webhooks {
  private static final String LIST =
      """
      SELECT w.id, w.name, w.url, w.events, w.header_names, w.signature_scheme, w.public_key,
             w.retry_enabled, w.max_retries, w.timeout_seconds, w.enabled, w.disabled_at, w.disabled_by, w.disabled_reason,
             h.failures_in_row, h.failing_since, h.last_triggered_at,
             CASE WHEN h.paused_until > now() THEN h.paused_until END AS paused_until,
             day.succeeded, day.failed, w.filter::text AS filter, w.ordered, w.throttle_per_second,
             blocker.id AS blocked_by, blocker.since AS blocked_since
      FROM webhook w
      JOIN webhook_health h ON h.webhook_id = w.id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(m.succeeded), 0) AS succeeded, coalesce(sum(m.failed), 0) AS failed
        FROM webhook_minute m
        WHERE m.webhook_id = w.id AND m.minute > now() - interval '24 hours') AS day
      LEFT JOIN LATERAL (
        SELECT head.id, uuid_time(head.event_id) AS since
        FROM (SELECT d.id, d.event_id, d.attempts, d.reopened FROM delivery d
              WHERE w.ordered AND d.webhook_id = w.id AND d.position IS NOT NULL
              ORDER BY d.position LIMIT 1) AS head
        WHERE head.attempts > 0 AND NOT head.reopened) AS blocker ON true
      WHERE w.organization_id = :organizationId
        AND (CAST(:id AS uuid) IS NULL OR w.id = :id)
        AND (CAST(:after AS uuid) IS NULL OR w.id < :after)
      ORDER BY w.id DESC
      LIMIT :rows
      """;

  private static final String STATE =
      "SELECT enabled FROM webhook WHERE organization_id = :organizationId AND id = :id";

  private static final String KEY =
      """
      SELECT signature_scheme, secret FROM webhook
      WHERE organization_id = :organizationId AND id = :id
      """;

  private static final String COUNT =
      "SELECT count(*) FROM webhook WHERE organization_id = :organizationId";

  private static final String INSERT =
      """
      WITH created AS (
        INSERT INTO webhook
          (id, organization_id, name, url, events, header_names, headers, signature_scheme,
           public_key, secret, retry_enabled,
           max_retries, timeout_seconds, enabled, disabled_at, disabled_by, disabled_reason,
           created_at, updated_at, filter, ordered, throttle_per_second)
        VALUES
          (:id, :organizationId, :name, :url, :events, :headerNames, :headers, :signatureScheme,
           :publicKey, :secret,
           :retryEnabled, :maxRetries, :timeoutSeconds, :enabled,
           CASE WHEN NOT :enabled THEN CAST(:now AS timestamptz) END,
           CASE WHEN NOT :enabled THEN :by END,
           CASE WHEN NOT :enabled THEN 'manual' END,
           :now, :now, CAST(:filter AS json), :ordered, :throttlePerSecond)
        RETURNING id)
      INSERT INTO webhook_health (webhook_id) SELECT id FROM created
      """;

  private static final String CANCEL_DELIVERIES =
      "DELETE FROM delivery WHERE organization_id = :organizationId AND webhook_id = :id";

  private static final String DELETE =
      """
      WITH gone AS (
        DELETE FROM webhook WHERE organization_id = :organizationId AND id = :id RETURNING id, name),
      minutes AS (
        DELETE FROM webhook_minute WHERE webhook_id IN (SELECT id FROM gone))
      SELECT name FROM gone
      """;

  /** A webhook that is to be. */
  record NewWebhook(
      UUID id,
      UUID organizationId,
      CheckedWebhook settings,
      byte[] headers,
      SignatureScheme scheme,
      @Nullable String publicKey,
      byte[] secret,
      String by,
      Instant now) {}

  record SealedKey(String signatureScheme, byte[] secret) {
    SignatureScheme scheme() {
      return SignatureScheme.of(signatureScheme);
    }
  }

  record Deleted(String name, int cancelled) {}

  private Webhooks() {}

  static List<Webhook> list(Handle handle, UUID organizationId, Optional<UUID> after, int rows) {
    return select(handle, organizationId, null, after.orElse(null), rows);
  }

  static Optional<Webhook> find(Handle handle, UUID organizationId, UUID id) {
    return select(handle, organizationId, id, null, 1).stream().findFirst();
  }

  private static List<Webhook> select(
      Handle handle, UUID organizationId, @Nullable UUID id, @Nullable UUID after, int rows) {
    return handle
        .createQuery(LIST)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .bind("after", after)
        .bind("rows", rows)
        .map(ConstructorMapper.of(Webhook.class))
        .list();
  }

  /** Whether it is enabled; empty when the organization has no such webhook. */
  static Optional<Boolean> isEnabled(Handle handle, UUID organizationId, UUID id) {
    return handle
        .createQuery(STATE)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .mapTo(Boolean.class)
        .findOne();
  }

  static Optional<SealedKey> sealedKey(Handle handle, UUID organizationId, UUID id) {
    return handle
        .createQuery(KEY)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .map(ConstructorMapper.of(SealedKey.class))
        .findOne();
  }

  static int count(Handle handle, UUID organizationId) {
    return handle
        .createQuery(COUNT)
        .bind("organizationId", organizationId)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Handle handle, NewWebhook webhook) {
    CheckedWebhook settings = webhook.settings;
    handle
        .createUpdate(INSERT)
        .bind("id", webhook.id)
        .bind("organizationId", webhook.organizationId)
        .bind("name", settings.name())
        .bind("url", settings.url())
        .bindArray("events", String.class, settings.events())
        .bindArray("headerNames", String.class, settings.headerNames())
        .bind("headers", webhook.headers)
        .bind("signatureScheme", webhook.scheme.code())
        .bind("publicKey", webhook.publicKey)
        .bind("secret", webhook.secret)
        .bind("retryEnabled", settings.retryEnabled())
        .bind("maxRetries", settings.maxRetries())
        .bind("timeoutSeconds", settings.timeoutSeconds())
        .bind("enabled", settings.enabled())
        .bind("filter", settings.filter())
        .bind("ordered", settings.ordered())
        .bind("throttlePerSecond", settings.throttlePerSecond())
        .bind("by", webhook.by)
        .bind("now", webhook.now)
        .execute();
  }

  /**
   * Deliveries go first, because an attempt's end takes its locks in that order, and once more at
   * last, for events that were accepted meanwhile. The very last are swept by the dispatcher.
   */
  static Optional<Deleted> delete(Handle handle, UUID organizationId, UUID id) {
    int cancelled = cancelDeliveries(handle, organizationId, id);
    Optional<String> name =
        handle
            .createQuery(DELETE)
            .bind("organizationId", organizationId)
            .bind("id", id)
            .mapTo(String.class)
            .findOne();
    int late = cancelDeliveries(handle, organizationId, id);
    return name.map(found -> new Deleted(found, cancelled + late));
  }

  private static int cancelDeliveries(Handle handle, UUID organizationId, UUID id) {
    return handle
        .createUpdate(CANCEL_DELIVERIES)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .execute();
  }
}
