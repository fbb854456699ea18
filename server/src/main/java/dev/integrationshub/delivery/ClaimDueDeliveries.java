package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Takes leases on deliveries that are due. The database's clock decides both, so that nodes need
 * not agree on the time; a lease outlives the longest attempt and needs no heartbeat.
 */
@ApplicationScoped
class ClaimDueDeliveries {
  /** The longest timeout and 15 s to write down what came of it. */
  static final Duration LEASE = Duration.ofSeconds(30 + 15);

  /**
   * Goes from one webhook to the next by the index (a loose index scan), so that a webhook with a
   * long backlog costs no more than one with a short one, and takes of each no more than it has
   * free places. Deliveries of disabled and paused webhooks wait where they are. The order is
   * random, so that no webhook is always last when places are few.
   */
  private static final String CLAIM =
      """
      WITH RECURSIVE waiting (webhook_id) AS (
        (SELECT webhook_id FROM delivery ORDER BY webhook_id LIMIT 1)
        UNION ALL
        SELECT (SELECT d.webhook_id FROM delivery d
                WHERE d.webhook_id > w.webhook_id ORDER BY d.webhook_id LIMIT 1)
        FROM waiting w
        WHERE w.webhook_id IS NOT NULL),
      open AS (
        SELECT w.id, :placesPerWebhook - coalesce(busy.places, 0) AS places
        FROM waiting
        JOIN webhook w ON w.id = waiting.webhook_id AND w.enabled
        JOIN webhook_health h ON h.webhook_id = w.id
         AND (h.paused_until IS NULL OR h.paused_until <= now())
        LEFT JOIN unnest(:busyWebhooks, :busyPlaces) AS busy (webhook_id, places)
          ON busy.webhook_id = w.id
        WHERE coalesce(busy.places, 0) < :placesPerWebhook
        ORDER BY random()),
      due AS (
        SELECT first.id
        FROM open
        CROSS JOIN LATERAL (
          SELECT d.id
          FROM delivery d
          WHERE d.webhook_id = open.id
            AND d.due_at <= now()
            AND (d.lease_until IS NULL OR d.lease_until <= now())
          ORDER BY d.due_at
          LIMIT open.places
          FOR UPDATE SKIP LOCKED) AS first
        LIMIT :places),
      claimed AS (
        UPDATE delivery d
        SET lease_until = now() + make_interval(secs => :leaseSeconds),
            lease_token = :token,
            lease_node = :node
        FROM due
        WHERE d.id = due.id
        RETURNING d.*)
      SELECT c.id, c.event_id, c.webhook_id, c.organization_id, c.lease_token, c.attempts,
             c.retries, c.trigger, c.reopened, w.url, w.headers,
             w.signature_scheme, w.secret,
             ARRAY(SELECT s.secret FROM webhook_former_secret s
                   WHERE s.webhook_id = w.id AND s.expires_at > now()
                   ORDER BY s.id DESC) AS former_secrets,
             w.retry_enabled, w.max_retries, w.timeout_seconds, e.type, e.payload, e.accepted_at,
             e.resent_from
      FROM claimed c
      JOIN webhook w ON w.id = c.webhook_id
      JOIN event e ON e.id = c.event_id
      """;

  /** Until the first delivery that is not due yet, or whose lease ends. */
  private static final String MILLIS_TO_NEXT =
      """
      WITH RECURSIVE waiting (webhook_id) AS (
        (SELECT webhook_id FROM delivery ORDER BY webhook_id LIMIT 1)
        UNION ALL
        SELECT (SELECT d.webhook_id FROM delivery d
                WHERE d.webhook_id > w.webhook_id ORDER BY d.webhook_id LIMIT 1)
        FROM waiting w
        WHERE w.webhook_id IS NOT NULL)
      SELECT ceil(extract(epoch FROM min(next.due_at) - now()) * 1000)::bigint
      FROM waiting
      CROSS JOIN LATERAL (
        SELECT d.due_at FROM delivery d
        WHERE d.webhook_id = waiting.webhook_id AND d.due_at > now()
        ORDER BY d.due_at LIMIT 1) AS next
      """;

  private static final String RELEASE =
      """
      UPDATE delivery SET lease_until = NULL, lease_token = NULL, lease_node = NULL
      WHERE lease_node = :node AND lease_until IS NOT NULL
      """;

  private static final String DROP_ORPHANS =
      "DELETE FROM delivery d WHERE NOT EXISTS (SELECT 1 FROM webhook w WHERE w.id = d.webhook_id)";

  private final Jdbi jdbi;
  private final Ids ids;

  ClaimDueDeliveries(Jdbi jdbi, Ids ids) {
    this.jdbi = jdbi;
    this.ids = ids;
  }

  /**
   * @param node that will hold the leases
   * @param places most deliveries to take
   * @param placesPerWebhook most of one webhook, with those under way
   * @param busy the places that are taken on this node, by webhook
   */
  List<ClaimedDelivery> claim(
      UUID node, int places, int placesPerWebhook, Map<UUID, Integer> busy) {
    List<Map.Entry<UUID, Integer>> entries = List.copyOf(busy.entrySet());
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("token", ids.next())
                .bind("leaseSeconds", LEASE.toSeconds())
                .bind("places", places)
                .bind("placesPerWebhook", placesPerWebhook)
                .bindArray(
                    "busyWebhooks", UUID.class, entries.stream().map(Map.Entry::getKey).toList())
                .bindArray(
                    "busyPlaces", Integer.class, entries.stream().map(Map.Entry::getValue).toList())
                .map(ConstructorMapper.of(ClaimedDelivery.class))
                .list());
  }

  /**
   * @return the shorter of the ceiling and the time until another delivery is due
   */
  Duration untilNext(Duration ceiling) {
    return jdbi.withHandle(handle -> handle.createQuery(MILLIS_TO_NEXT).mapTo(Long.class).findOne())
        .map(Duration::ofMillis)
        .filter(next -> next.compareTo(ceiling) < 0)
        .orElse(ceiling);
  }

  /** Gives back every lease that the node holds, so that anybody may claim at once. */
  int release(UUID node) {
    return jdbi.withHandle(handle -> handle.createUpdate(RELEASE).bind("node", node).execute());
  }

  /** Removes deliveries that were accepted in the moment in which their webhook was deleted. */
  int dropOrphans() {
    return jdbi.withHandle(handle -> handle.createUpdate(DROP_ORPHANS).execute());
  }
}
