package dev.integrationshub.webhooks;

import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Goes through the webhooks that have failed for days, tells of them and at last disables them.
 * Every step asks once more for what it was decided on, so that several nodes may do this at once
 * and a success in the meantime counts.
 */
@ApplicationScoped
class WatchFailingWebhooks {
  private static final Logger LOG = Logger.getLogger(WatchFailingWebhooks.class);

  /** Without an index: one on failing_since would make attempts' updates dearer. */
  private static final String FAILING =
      """
      SELECT h.webhook_id, h.failing_since AS since,
             coalesce(h.last_failed_at, h.failing_since) AS last_failure,
             CASE WHEN h.noticed_since = h.failing_since THEN h.failure_notice ELSE 0 END
               AS told_percent,
             now() AS now
      FROM webhook_health h
      JOIN webhook w ON w.id = h.webhook_id AND w.enabled
      WHERE h.failing_since <= now() - make_interval(secs => :seconds)
      """;

  private static final String TELL =
      """
      WITH told AS (
        UPDATE webhook_health h
        SET noticed_since = h.failing_since, failure_notice = :percent
        FROM webhook w
        WHERE h.webhook_id = :id AND w.id = h.webhook_id AND w.enabled
          AND h.failing_since = :since
          AND (h.noticed_since IS DISTINCT FROM h.failing_since OR h.failure_notice < :percent)
        RETURNING w.organization_id, w.id, w.name, h.failing_since, h.failures_in_row)
      INSERT INTO webhook_notice
        (id, organization_id, webhook_id, name, kind, at, failing_since, failures_in_row,
         share_percent)
      SELECT uuid_v7(clock_timestamp()), organization_id, id, name, 'failing', now(), failing_since,
             failures_in_row, :percent
      FROM told
      """;

  /** That it is told of, a trigger sees to. */
  private static final String DISABLE =
      """
      UPDATE webhook w
      SET enabled = false, disabled_at = now(), disabled_by = 'hub', disabled_reason = 'failing',
          updated_at = now()
      FROM webhook_health h
      WHERE w.id = :id AND w.enabled AND h.webhook_id = w.id AND h.failing_since = :since
      """;

  /** A streak that was told of and is not the present one has ended with a success. */
  private static final String RECOVERED =
      """
      WITH ended AS (
        UPDATE webhook_health h
        SET noticed_since = NULL, failure_notice = 0
        FROM webhook w
        WHERE w.id = h.webhook_id AND w.enabled
          AND h.noticed_since IS NOT NULL AND h.noticed_since IS DISTINCT FROM h.failing_since
        RETURNING w.organization_id, w.id, w.name)
      INSERT INTO webhook_notice (id, organization_id, webhook_id, name, kind, at, reason)
      SELECT uuid_v7(clock_timestamp()), organization_id, id, name, 'recovered', now(), 'succeeded'
      FROM ended
      """;

  private final Jdbi jdbi;

  WatchFailingWebhooks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  record Failing(UUID webhookId, Instant since, Instant lastFailure, int toldPercent, Instant now) {
    FailureStreak.Step next() {
      return new FailureStreak(since, lastFailure, toldPercent).next(now);
    }
  }

  /** Tells of webhooks that fail for days and disables those that have done so for too long. */
  void watch() {
    jdbi.useHandle(handle -> failing(handle).forEach(webhook -> take(handle, webhook)));
  }

  /** Tells of webhooks that were told of as failing and have succeeded since. */
  void tellOfRecovered() {
    jdbi.useHandle(handle -> handle.execute(RECOVERED));
  }

  private static List<Failing> failing(Handle handle) {
    long seconds = FailureStreak.ALLOWED.toSeconds() * FailureStreak.FIRST_NOTICE / 100;
    return handle
        .createQuery(FAILING)
        .bind("seconds", seconds)
        .map(ConstructorMapper.of(Failing.class))
        .list();
  }

  private static void take(Handle handle, Failing webhook) {
    switch (webhook.next()) {
      case FailureStreak.Step.Wait wait -> {}
      case FailureStreak.Step.Tell tell ->
          handle
              .createUpdate(TELL)
              .bind("id", webhook.webhookId)
              .bind("since", webhook.since)
              .bind("percent", tell.percent())
              .execute();
      case FailureStreak.Step.Disable disable -> disable(handle, webhook);
    }
  }

  private static void disable(Handle handle, Failing webhook) {
    int disabled =
        handle
            .createUpdate(DISABLE)
            .bind("id", webhook.webhookId)
            .bind("since", webhook.since)
            .execute();
    if (disabled > 0) {
      LOG.infof(
          "Webhook %s is disabled: nothing but failures since %s",
          IdKind.WEBHOOK.format(webhook.webhookId), webhook.since);
    }
  }
}
