package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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

  /** How far ahead attempts of a throttled webhook are handed out. */
  private static final Duration HORIZON = Duration.ofMillis(100);

  /**
   * Goes from one webhook to the next by the index (a loose index scan), so that a webhook with a
   * long backlog costs no more than one with a short one, and takes of each no more than it has
   * free places. Deliveries of disabled and paused webhooks wait where they are. The order is
   * random, so that no webhook is always last when places are few.
   *
   * <p>Ordered and throttled webhooks pass a gate: whoever claims for one holds its row of
   * webhook_health until the commit and leaves there until when its one delivery is under way, or
   * when the next attempt may begin. A second claim waits at the gate and then sees what the first
   * one left. Slots lie further apart than they must by 4 %, so that attempts may begin somewhat
   * late ({@link AttemptDelivery#LATE}) and yet are never too many in a second.
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
      willing AS (
        SELECT w.id, coalesce(free.places, :placesPerWebhook) AS places, w.ordered,
               1.04 / w.throttle_per_second AS seconds_apart
        FROM waiting
        JOIN webhook w ON w.id = waiting.webhook_id AND w.enabled
        JOIN webhook_health h ON h.webhook_id = w.id
         AND (h.paused_until IS NULL OR h.paused_until <= now())
         AND (NOT w.ordered OR h.ordered_until IS NULL OR h.ordered_until <= now())
         AND (w.throttle_per_second IS NULL OR h.next_slot_at IS NULL
              OR h.next_slot_at <= now() + make_interval(secs => :horizonSeconds / 2))
        LEFT JOIN unnest(:webhooks, :freePlaces) AS free (webhook_id, places)
          ON free.webhook_id = w.id
        WHERE coalesce(free.places, :placesPerWebhook) > 0),
      gate AS (
        SELECT h.webhook_id, greatest(h.next_slot_at, clock_timestamp()) AS first_slot
        FROM webhook_health h
        JOIN willing w ON w.id = h.webhook_id AND (w.ordered OR w.seconds_apart IS NOT NULL)
        WHERE (NOT w.ordered OR h.ordered_until IS NULL OR h.ordered_until <= now())
          AND (w.seconds_apart IS NULL OR h.next_slot_at IS NULL
               OR h.next_slot_at <= now() + make_interval(secs => :horizonSeconds / 2))
        ORDER BY h.webhook_id
        FOR UPDATE OF h),
      open AS (
        SELECT w.id, w.ordered, w.seconds_apart, g.first_slot,
               CASE
                 WHEN w.seconds_apart IS NULL THEN w.places
                 ELSE least(
                   w.places,
                   greatest(
                     floor((:horizonSeconds - extract(epoch FROM g.first_slot - now()))
                           / w.seconds_apart) + 1,
                     1))
               END::int AS places
        FROM willing w
        LEFT JOIN gate g ON g.webhook_id = w.id
        WHERE g.webhook_id IS NOT NULL OR NOT w.ordered AND w.seconds_apart IS NULL
        ORDER BY random()),
      due_any AS (
        SELECT first.id, first.due_at, open.id AS webhook_id, open.seconds_apart, open.first_slot
        FROM open
        CROSS JOIN LATERAL (
          SELECT d.id, d.due_at
          FROM delivery d
          WHERE d.webhook_id = open.id
            AND d.due_at <= now()
            AND (d.lease_until IS NULL OR d.lease_until <= now())
          ORDER BY d.due_at
          LIMIT open.places
          FOR UPDATE SKIP LOCKED) AS first
        WHERE NOT open.ordered
        LIMIT :places),
      due_first AS (
        SELECT d.id, d.due_at, open.id AS webhook_id, open.seconds_apart, open.first_slot
        FROM open
        CROSS JOIN LATERAL (
          SELECT coalesce(
            (SELECT d.id FROM delivery d
             WHERE d.webhook_id = open.id AND d.position IS NOT NULL ORDER BY d.position LIMIT 1),
            (SELECT d.id FROM delivery d
             WHERE d.webhook_id = open.id AND d.position IS NULL ORDER BY d.due_at LIMIT 1)) AS id
          ) AS head
        JOIN delivery d ON d.id = head.id
        WHERE open.ordered
          AND d.due_at <= now()
          AND (d.lease_until IS NULL OR d.lease_until <= now())
        LIMIT :places
        FOR UPDATE OF d SKIP LOCKED),
      due AS (
        SELECT id, webhook_id, first_slot, seconds_apart,
               (row_number() OVER (PARTITION BY webhook_id ORDER BY due_at, id) - 1)
                 * make_interval(secs => seconds_apart) AS after_first
        FROM (SELECT * FROM due_first UNION ALL SELECT * FROM due_any) AS both_kinds
        LIMIT :places),
      claimed AS (
        UPDATE delivery d
        SET lease_until = now() + make_interval(secs => :leaseSeconds),
            lease_token = :token,
            lease_node = :node
        FROM due
        WHERE d.id = due.id
        RETURNING d.*, due.first_slot + due.after_first AS slot),
      left_at_gate AS (
        UPDATE webhook_health h
        SET ordered_until = CASE
              WHEN w.ordered THEN now() + make_interval(secs => :leaseSeconds)
              ELSE h.ordered_until END,
            next_slot_at = CASE
              WHEN w.throttle_per_second IS NULL THEN h.next_slot_at
              ELSE taken.next_slot END
        FROM (SELECT webhook_id,
                     max(first_slot + after_first + make_interval(secs => seconds_apart)) AS next_slot
              FROM due GROUP BY webhook_id) AS taken
        JOIN webhook w ON w.id = taken.webhook_id
        WHERE h.webhook_id = taken.webhook_id
          AND (w.ordered OR w.throttle_per_second IS NOT NULL))
      SELECT c.id, c.event_id, c.webhook_id, c.organization_id, c.lease_token, c.attempts,
             c.retries, c.trigger, c.reopened, w.url, w.headers,
             w.signature_scheme, w.secret,
             ARRAY(SELECT s.secret FROM webhook_former_secret s
                   WHERE s.webhook_id = w.id AND s.expires_at > now()
                   ORDER BY s.id DESC) AS former_secrets,
             w.retry_enabled, w.max_retries, w.timeout_seconds, e.type, e.payload, e.accepted_at,
             CAST(extract(epoch FROM c.slot - clock_timestamp()) * 1e6 AS bigint) AS micros_to_slot,
             w.ordered, e.resent_from
      FROM claimed c
      JOIN webhook w ON w.id = c.webhook_id
      JOIN event e ON e.id = c.event_id
      """;

  /** Until the first delivery that is not due yet, or the next slot of a throttled webhook. */
  private static final String MILLIS_TO_NEXT =
      """
      WITH RECURSIVE waiting (webhook_id) AS (
        (SELECT webhook_id FROM delivery ORDER BY webhook_id LIMIT 1)
        UNION ALL
        SELECT (SELECT d.webhook_id FROM delivery d
                WHERE d.webhook_id > w.webhook_id ORDER BY d.webhook_id LIMIT 1)
        FROM waiting w
        WHERE w.webhook_id IS NOT NULL)
      SELECT ceil(extract(epoch FROM min(next.at) - now()) * 1000)::bigint
      FROM waiting
      CROSS JOIN LATERAL (
        (SELECT d.due_at AS at FROM delivery d
         WHERE d.webhook_id = waiting.webhook_id AND d.due_at > now()
         ORDER BY d.due_at LIMIT 1)
        UNION ALL
        SELECT h.next_slot_at - make_interval(secs => :horizonSeconds / 2)
        FROM webhook_health h
        WHERE h.webhook_id = waiting.webhook_id
          AND h.next_slot_at - make_interval(secs => :horizonSeconds / 2) > now()) AS next
      """;

  private static final String RELEASE =
      """
      WITH released AS (
        UPDATE delivery SET lease_until = NULL, lease_token = NULL, lease_node = NULL
        WHERE lease_node = :node AND lease_until IS NOT NULL
        RETURNING webhook_id),
      opened AS (
        UPDATE webhook_health SET ordered_until = NULL
        WHERE webhook_id IN (SELECT webhook_id FROM released) AND ordered_until IS NOT NULL)
      SELECT count(*) FROM released
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
   * @param placesPerWebhook most of one webhook
   * @param exceptions most of those webhooks that have another number of free places on this node
   */
  List<ClaimedDelivery> claim(
      UUID node, int places, int placesPerWebhook, Map<UUID, Integer> exceptions) {
    return jdbi.withHandle(handle -> claim(handle, node, places, placesPerWebhook, exceptions));
  }

  List<ClaimedDelivery> claim(
      Handle handle, UUID node, int places, int placesPerWebhook, Map<UUID, Integer> exceptions) {
    List<Map.Entry<UUID, Integer>> entries = List.copyOf(exceptions.entrySet());
    return handle
        .createQuery(CLAIM)
        .bind("node", node)
        .bind("token", ids.next())
        .bind("leaseSeconds", LEASE.toSeconds())
        .bind("places", places)
        .bind("placesPerWebhook", placesPerWebhook)
        .bind("horizonSeconds", seconds(HORIZON))
        .bindArray("webhooks", UUID.class, entries.stream().map(Map.Entry::getKey).toList())
        .bindArray("freePlaces", Integer.class, entries.stream().map(Map.Entry::getValue).toList())
        .map(ConstructorMapper.of(ClaimedDelivery.class))
        .list();
  }

  /**
   * @return the shorter of the ceiling and the time until another delivery is due
   */
  Duration untilNext(Duration ceiling) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(MILLIS_TO_NEXT)
                    .bind("horizonSeconds", seconds(HORIZON))
                    .mapTo(Long.class)
                    .findOne())
        .map(Duration::ofMillis)
        .filter(next -> next.compareTo(ceiling) < 0)
        .orElse(ceiling);
  }

  /** Gives back every lease that the node holds, so that anybody may claim at once. */
  int release(UUID node) {
    return jdbi.withHandle(
        handle -> handle.createQuery(RELEASE).bind("node", node).mapTo(Integer.class).one());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Removes deliveries that were accepted in the moment in which their webhook was deleted. */
  int dropOrphans() {
    return jdbi.withHandle(handle -> handle.createUpdate(DROP_ORPHANS).execute());
  }
}
