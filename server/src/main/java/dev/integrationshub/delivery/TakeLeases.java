package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Takes leases on what is due of given webhooks: one statement, at a cost by their number. */
@ApplicationScoped
class TakeLeases {
  /** How far ahead attempts of a throttled webhook are handed out. */
  private static final Duration HORIZON = Duration.ofMillis(100);

  /**
   * Of each webhook no more than it has free places, and of one with a long backlog at the same
   * cost as of one with a short one. Deliveries of disabled and paused webhooks wait where they
   * are. Where places are few, who is asked first goes first.
   *
   * <p>Ordered and throttled webhooks pass a gate: whoever claims for one holds its row of
   * webhook_health until the commit and leaves there until when its one delivery is under way, or
   * when the next attempt may begin. A second claim waits at the gate and then sees what the first
   * one left. Slots lie further apart than they must by 4 %, so that attempts may begin somewhat
   * late ({@link AttemptDelivery#LATE}) and yet are never too many in a second.
   *
   * <p>There is one row at least, which tells of the webhooks that gave nothing because they are
   * paused or their gate was closed.
   */
  private static final String TAKE =
      """
      WITH asked AS (
        SELECT w.id, a.places, a.turn, w.ordered, 1.04 / w.throttle_per_second AS seconds_apart,
               CASE
                 WHEN h.paused_until > now() THEN h.paused_until
                 WHEN w.ordered AND h.ordered_until > now() THEN now()
                 WHEN w.throttle_per_second IS NOT NULL
                   AND h.next_slot_at > now() + make_interval(secs => :horizonSeconds / 2)
                 THEN h.next_slot_at - make_interval(secs => :horizonSeconds / 2)
               END AS closed_until
        FROM unnest(:webhooks, :freePlaces) WITH ORDINALITY AS a (webhook_id, places, turn)
        JOIN webhook w ON w.id = a.webhook_id AND w.enabled
        JOIN webhook_health h ON h.webhook_id = w.id),
      willing AS (SELECT * FROM asked WHERE closed_until IS NULL),
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
               CASE WHEN w.seconds_apart IS NULL THEN w.places
                    ELSE least(
                      w.places,
                      greatest(
                        floor((:horizonSeconds - extract(epoch FROM g.first_slot - now()))
                              / w.seconds_apart) + 1,
                        1))::int END AS places
        FROM willing w
        LEFT JOIN gate g ON g.webhook_id = w.id
        WHERE g.webhook_id IS NOT NULL OR NOT w.ordered AND w.seconds_apart IS NULL
        ORDER BY w.turn),
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
          AND (w.ordered OR w.throttle_per_second IS NOT NULL)),
      closed AS (
        SELECT id, closed_until FROM asked WHERE closed_until IS NOT NULL
        UNION ALL
        SELECT w.id, now() FROM willing w
        WHERE (w.ordered OR w.seconds_apart IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM gate g WHERE g.webhook_id = w.id)),
      taken AS (
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
        JOIN event e ON e.id = c.event_id),
      shut AS (
        SELECT coalesce(array_agg(id), '{}') AS closed_webhooks,
               coalesce(array_agg(CAST(extract(epoch FROM closed_until - now()) * 1e6 AS bigint)),
                        '{}') AS micros_closed
        FROM closed)
      SELECT shut.*, taken.* FROM shut LEFT JOIN taken ON true
      """;

  private static final RowMapper<ClaimedDelivery> DELIVERY =
      ConstructorMapper.of(ClaimedDelivery.class);

  private final Jdbi jdbi;
  private final Ids ids;

  TakeLeases(Jdbi jdbi, Ids ids) {
    this.jdbi = jdbi;
    this.ids = ids;
  }

  /**
   * What was taken.
   *
   * @param closedFor of the webhooks that give nothing before then; zero or less where an attempt's
   *     end opens them
   */
  record Taken(List<ClaimedDelivery> deliveries, Map<UUID, Duration> closedFor) {}

  /**
   * @param node that will hold the leases
   * @param places most deliveries to take
   */
  Taken take(UUID node, int places, List<DueWebhooks.Asked> asked) {
    Taken taken = new Taken(new ArrayList<>(), new HashMap<>());
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(TAKE)
                .bind("node", node)
                .bind("token", ids.next())
                .bind("leaseSeconds", ClaimDueDeliveries.LEASE.toSeconds())
                .bind("places", places)
                .bind("horizonSeconds", HORIZON.toMillis() / 1000.0)
                .bindArray(
                    "webhooks",
                    UUID.class,
                    asked.stream().map(DueWebhooks.Asked::webhookId).toList())
                .bindArray(
                    "freePlaces",
                    Integer.class,
                    asked.stream().map(DueWebhooks.Asked::places).toList())
                .map((row, context) -> read(row, context, taken))
                .list());
    return taken;
  }

  private static Taken read(ResultSet row, StatementContext context, Taken taken)
      throws SQLException {
    if (row.isFirst()) {
      UUID[] closed = (UUID[]) row.getArray("closed_webhooks").getArray();
      Long[] micros = (Long[]) row.getArray("micros_closed").getArray();
      for (int i = 0; i < closed.length; i++) {
        taken.closedFor.put(closed[i], Duration.ofNanos(micros[i] * 1_000));
      }
    }
    if (row.getObject("id") != null) {
      taken.deliveries.add(DELIVERY.map(row, context));
    }
    return taken;
  }
}
