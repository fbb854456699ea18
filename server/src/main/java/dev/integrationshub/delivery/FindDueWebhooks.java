package dev.integrationshub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Finds the webhooks of which something is due, at a cost that does not grow with what waits. */
@ApplicationScoped
class FindDueWebhooks {
  /** Deliveries that one look passes at most. */
  static final int AT_ONCE = 1_000;

  /** Webhooks that one step of a sweep passes at most. */
  static final int STEP = 500;

  /**
   * What comes due is seen when its transaction commits, later than its due time says. What commits
   * later still is left to the sweep.
   */
  private static final Duration OVERLAP = Duration.ofMillis(500);

  private static final UUID FIRST = new UUID(0, 0);

  /** By time, from where the last look ended; and when the next delivery comes due. */
  private static final String CAME_DUE =
      """
      WITH come AS MATERIALIZED (
        SELECT due_at, webhook_id
        FROM delivery
        WHERE (due_at, webhook_id) > (
                coalesce(CAST(:afterAt AS timestamptz),
                         now() - make_interval(secs => :overlapSeconds)),
                CAST(:afterWebhook AS uuid))
          AND due_at <= now()
          AND (lease_until IS NULL OR lease_until <= now())
        ORDER BY due_at, webhook_id
        LIMIT :most)
      SELECT coalesce(array_agg(DISTINCT webhook_id), '{}') AS webhooks,
             count(*) >= :most AS is_full,
             CASE WHEN count(*) >= :most THEN max(due_at)
                  ELSE now() - make_interval(secs => :overlapSeconds) END AS reached_at,
             CASE WHEN count(*) >= :most
                  THEN (array_agg(webhook_id ORDER BY due_at DESC, webhook_id DESC))[1] END
               AS reached_webhook,
             CAST(ceil(extract(epoch FROM
               (SELECT min(due_at) FROM delivery WHERE due_at > now()) - now()) * 1000) AS bigint)
               AS millis_to_next
      FROM come
      """;

  /**
   * From one webhook to the next by the index (a loose index scan), whatever the length of their
   * backlogs. This finds what no due time tells of: leases that ended, webhooks that were enabled
   * again, what other nodes left behind.
   */
  private static final String SWEEP =
      """
      WITH RECURSIVE passed (webhook_id, n) AS (
        (SELECT webhook_id, 1 FROM delivery
         WHERE webhook_id > :after ORDER BY webhook_id LIMIT 1)
        UNION ALL
        SELECT (SELECT d.webhook_id FROM delivery d
                WHERE d.webhook_id > p.webhook_id ORDER BY d.webhook_id LIMIT 1), p.n + 1
        FROM passed p
        WHERE p.webhook_id IS NOT NULL AND p.n < :most)
      SELECT coalesce(array_agg(p.webhook_id) FILTER (WHERE due.is_due AND w.id IS NOT NULL), '{}')
               AS webhooks,
             CASE WHEN count(p.webhook_id) >= :most
                  THEN (array_agg(p.webhook_id ORDER BY p.webhook_id DESC))[1] END AS reached
      FROM passed p
      LEFT JOIN LATERAL (
        SELECT true AS is_due FROM delivery d
        WHERE d.webhook_id = p.webhook_id
          AND d.due_at <= now()
          AND (d.lease_until IS NULL OR d.lease_until <= now())
        ORDER BY d.due_at
        LIMIT 1) AS due ON true
      LEFT JOIN webhook w ON w.id = p.webhook_id
       AND w.enabled
       AND NOT EXISTS (SELECT 1 FROM webhook_health h
                       WHERE h.webhook_id = w.id AND h.paused_until > now())
      WHERE p.webhook_id IS NOT NULL
      """;

  private final Jdbi jdbi;

  FindDueWebhooks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * How far a look has come, in the order of due times.
   *
   * @param at null before the first
   */
  record Reached(@Nullable Instant at, UUID webhookId) {
    static final Reached NOTHING = new Reached(null, FIRST);
  }

  /**
   * @param isFull whether there is more to be seen at once
   * @param untilNext null where nothing waits
   */
  record CameDue(
      List<UUID> webhookIds, boolean isFull, Reached reached, @Nullable Duration untilNext) {}

  /**
   * @param reached null at the end of all webhooks
   */
  record Swept(List<UUID> webhookIds, @Nullable UUID reached) {}

  CameDue cameDue(Reached after) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CAME_DUE)
                .bind("afterAt", after.at)
                .bind("afterWebhook", after.webhookId)
                .bind("overlapSeconds", OVERLAP.toMillis() / 1000.0)
                .bind("most", AT_ONCE)
                .map((row, context) -> cameDue(row))
                .one());
  }

  private static CameDue cameDue(ResultSet row) throws SQLException {
    boolean isFull = row.getBoolean("is_full");
    UUID reached = row.getObject("reached_webhook", UUID.class);
    long millis = row.getLong("millis_to_next");
    boolean nothingWaits = row.wasNull();
    return new CameDue(
        ids(row),
        isFull,
        new Reached(
            row.getObject("reached_at", OffsetDateTime.class).toInstant(),
            reached == null ? FIRST : reached),
        nothingWaits ? null : Duration.ofMillis(millis));
  }

  /**
   * @param after where the last step ended; null for the first webhook of all
   */
  Swept sweep(@Nullable UUID after) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SWEEP)
                .bind("after", after == null ? FIRST : after)
                .bind("most", STEP)
                .map((row, context) -> new Swept(ids(row), row.getObject("reached", UUID.class)))
                .one());
  }

  private static List<UUID> ids(ResultSet row) throws SQLException {
    return List.of((UUID[]) row.getArray("webhooks").getArray());
  }
}
