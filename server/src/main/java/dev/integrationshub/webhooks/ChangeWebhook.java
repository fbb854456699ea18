package dev.integrationshub.webhooks;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.egress.Header;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Changes a webhook's settings, with the audit entry. */
@ApplicationScoped
class ChangeWebhook {
  /** Whoever else changes the webhook waits, so that the audit's from and to are true. */
  private static final String LOCK =
      """
      SELECT name, url, events, headers, retry_enabled, max_retries, timeout_seconds, enabled,
             CAST(filter AS text) AS filter, ordered, throttle_per_second
      FROM webhook
      WHERE organization_id = :organizationId AND id = :id
      FOR NO KEY UPDATE
      """;

  /** On the right of an assignment stands what was there before. */
  private static final String UPDATE =
      """
      UPDATE webhook
      SET name = :name, url = :url, events = :events, header_names = :headerNames,
          headers = :headers, retry_enabled = :retryEnabled, max_retries = :maxRetries,
          timeout_seconds = :timeoutSeconds, enabled = :enabled,
          filter = CAST(:filter AS json), ordered = :ordered,
          throttle_per_second = :throttlePerSecond,
          disabled_at = CASE
            WHEN :enabled THEN NULL
            WHEN enabled THEN CAST(:now AS timestamptz)
            ELSE disabled_at END,
          disabled_by = CASE WHEN :enabled THEN NULL WHEN enabled THEN :by ELSE disabled_by END,
          disabled_reason = CASE
            WHEN :enabled THEN NULL WHEN enabled THEN 'manual' ELSE disabled_reason END,
          updated_at = :now
      WHERE organization_id = :organizationId AND id = :id
      """;

  private static final String FORGET_FAILURES =
      """
      UPDATE webhook_health
      SET failures_in_row = 0, failing_since = NULL, paused_until = NULL
      WHERE webhook_id = :id
      """;

  /**
   * What waits already goes before what comes; all of it, for some may have an older place. What is
   * under way ends first.
   */
  private static final String PUT_IN_ORDER =
      """
      WITH under_way AS (
        UPDATE webhook_health
        SET ordered_until = (SELECT max(lease_until) FROM delivery WHERE webhook_id = :id)
        WHERE webhook_id = :id)
      UPDATE delivery d
      SET position = placed.position
      FROM (SELECT id, nextval('delivery_position') AS position
            FROM (SELECT id FROM delivery WHERE webhook_id = :id ORDER BY id) AS waiting) AS placed
      WHERE d.id = placed.id
      """;

  private final Jdbi jdbi;
  private final CheckWebhook check;
  private final SealWebhook seal;
  private final RecordAudit audit;
  private final CurrentCaller caller;
  private final InstantSource clock;

  ChangeWebhook(
      Jdbi jdbi,
      CheckWebhook check,
      SealWebhook seal,
      RecordAudit audit,
      CurrentCaller caller,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.check = check;
    this.seal = seal;
    this.audit = audit;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * @param headers sealed
   */
  record Row(
      String name,
      String url,
      List<String> events,
      byte[] headers,
      boolean retryEnabled,
      int maxRetries,
      int timeoutSeconds,
      boolean enabled,
      @Nullable String filter,
      boolean ordered,
      @Nullable Integer throttlePerSecond) {

    CheckedWebhook settings(List<Header> opened) {
      return new CheckedWebhook(
          name,
          url,
          events,
          opened,
          retryEnabled,
          maxRetries,
          timeoutSeconds,
          enabled,
          filter,
          ordered,
          throttlePerSecond);
    }
  }

  /**
   * @throws ProblemException 400 with all that is wrong, 404
   */
  Webhook change(UUID id, ChangeWebhookRequest request) {
    UUID organizationId = caller.organizationId();
    return jdbi.inTransaction(
        handle -> {
          Row row = lock(handle, organizationId, id).orElseThrow(FindWebhook::notFound);
          CheckedWebhook before = row.settings(seal.openHeaders(id, row.headers));
          CheckedWebhook settings = check.change(handle, request, before);
          if (!settings.equals(before)) {
            update(handle, organizationId, id, settings);
            if (settings.enabled() && !before.enabled()) {
              handle.createUpdate(FORGET_FAILURES).bind("id", id).execute();
            }
            if (settings.ordered() && !before.ordered()) {
              handle.createUpdate(PUT_IN_ORDER).bind("id", id).execute();
            }
            audit.record(
                handle, "webhook.changed", IdKind.WEBHOOK.format(id), settings.changesFrom(before));
          }
          return Webhooks.find(handle, organizationId, id).orElseThrow();
        });
  }

  private static Optional<Row> lock(Handle handle, UUID organizationId, UUID id) {
    return handle
        .createQuery(LOCK)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .map(ConstructorMapper.of(Row.class))
        .findOne();
  }

  private void update(Handle handle, UUID organizationId, UUID id, CheckedWebhook settings) {
    handle
        .createUpdate(UPDATE)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .bind("name", settings.name())
        .bind("url", settings.url())
        .bindArray("events", String.class, settings.events())
        .bindArray("headerNames", String.class, settings.headerNames())
        .bind("headers", seal.sealHeaders(id, settings.headers()))
        .bind("retryEnabled", settings.retryEnabled())
        .bind("maxRetries", settings.maxRetries())
        .bind("timeoutSeconds", settings.timeoutSeconds())
        .bind("enabled", settings.enabled())
        .bind("filter", settings.filter())
        .bind("ordered", settings.ordered())
        .bind("throttlePerSecond", settings.throttlePerSecond())
        .bind("by", CallerName.of(caller.get()))
        .bind("now", clock.instant())
        .execute();
  }
}
