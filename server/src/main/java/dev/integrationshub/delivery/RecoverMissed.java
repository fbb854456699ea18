package dev.integrationshub.delivery;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.filters.Condition;
import dev.integrationshub.filters.JudgeData;
import dev.integrationshub.filters.ReadCondition;
import dev.integrationshub.platform.database.PlanForValues;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.webhooks.FindWebhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Makes the deliveries that a webhook would have got, had it been enabled. */
@ApplicationScoped
class RecoverMissed {
  /** In one statement; what is left out comes with the next call. */
  static final int MOST = 10_000;

  /**
   * An event's time is that of its arrival, its deliveries are made a moment later, maybe by a node
   * whose clock differs. What has a delivery is left out anyway.
   */
  static final Duration MARGIN = Duration.ofMinutes(1);

  /** An attempt comes after its event, and by the clock of another node maybe before. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  /** Whoever else recovers waits, so that no event gets two deliveries. */
  private static final String LOCK =
      """
      SELECT w.id, w.organization_id, w.events, w.filter::text AS filter, w.enabled, w.ordered,
             h.last_disabled_at
      FROM webhook w
      JOIN webhook_health h ON h.webhook_id = w.id
      WHERE w.organization_id = :organizationId AND w.id = :id
      FOR NO KEY UPDATE OF w
      """;

  /**
   * EXCEPT, because it can't become a nested loop: with statistics from before a burst of events
   * PostgreSQL chose one that took minutes. Attempts by id alone leave out older partitions. What
   * was sent again edited has the one delivery that it ever gets.
   */
  private static final String MISSED =
      """
      SELECT e.id
      FROM event e
      WHERE e.organization_id = :organizationId AND e.id >= :first
        AND ('*' = ANY (:events) OR e.type = ANY (:events))
        AND e.not_for IS DISTINCT FROM :webhookId
        AND e.resent_from IS NULL
      EXCEPT (
        SELECT event_id FROM delivery
        WHERE webhook_id = :webhookId AND event_id >= :first
        UNION ALL
        SELECT event_id FROM attempt
        WHERE webhook_id = :webhookId AND event_id >= :first AND final AND id >= :firstAttempt)
      """;

  private static final String RECOVER =
      "WITH missed AS ("
          + MISSED
          + """
          ORDER BY id
          LIMIT :most)
          INSERT INTO delivery (id, event_id, webhook_id, organization_id, due_at, position)
          SELECT uuid_v7(now()), id, :webhookId, :organizationId, now(),
                 CASE WHEN :ordered THEN nextval('delivery_position') END
          FROM missed
          """;

  /** What a filter has to judge, the oldest first. */
  private static final String READ =
      "WITH missed AS ("
          + MISSED
          + """
          )
          SELECT e.id, e.payload
          FROM missed
          JOIN event e ON e.id = missed.id
          ORDER BY e.id
          """;

  private static final String INSERT =
      """
      INSERT INTO delivery (id, event_id, webhook_id, organization_id, due_at, position)
      SELECT uuid_v7(now()), id, :webhookId, :organizationId, now(),
             CASE WHEN :ordered THEN nextval('delivery_position') END
      FROM unnest(:ids) AS given (id)
      """;

  /** Payloads in memory at a time. */
  private static final int FETCH = 100;

  private final Jdbi jdbi;
  private final RecordAudit audit;
  private final DispatchDeliveries dispatch;
  private final InstantSource clock;

  RecoverMissed(Jdbi jdbi, RecordAudit audit, DispatchDeliveries dispatch, InstantSource clock) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.dispatch = dispatch;
    this.clock = clock;
  }

  record Target(
      UUID id,
      UUID organizationId,
      List<String> events,
      @Nullable String filter,
      boolean enabled,
      boolean ordered,
      @Nullable Instant lastDisabledAt) {

    /** The time from which on events count. */
    Instant from(@Nullable Instant since) {
      Instant from = since == null ? whenDisabled() : since;
      Instant created = Ids.createdAt(id);
      return from.isBefore(created) ? created : from;
    }

    private Instant whenDisabled() {
      if (lastDisabledAt == null) {
        throw ProblemException.badRequest(
            "The webhook has never been disabled: say since when its events are to be recovered.");
      }
      return lastDisabledAt.minus(MARGIN);
    }
  }

  /**
   * Recovers up to {@link #MOST} events, the oldest first; again, those that are left.
   *
   * @param since null for when the webhook was last disabled
   * @return how many deliveries were made
   * @throws ProblemException 404 without such a webhook, 409 when it is disabled, 400 when since
   *     lies ahead, or is absent and the webhook has never been disabled
   */
  int recover(UUID organizationId, UUID webhookId, @Nullable Instant since) {
    if (since != null && since.isAfter(clock.instant())) {
      throw ProblemException.badRequest("since must not lie ahead.");
    }
    int count =
        jdbi.inTransaction(
            handle -> {
              Target target = lock(handle, organizationId, webhookId);
              Instant from = target.from(since);
              int recovered = insert(handle, target, from);
              audit.record(
                  handle,
                  "webhook.events_recovered",
                  IdKind.WEBHOOK.format(webhookId),
                  Map.of("since", from, "count", recovered));
              return recovered;
            });
    dispatch.signal();
    return count;
  }

  private static Target lock(Handle handle, UUID organizationId, UUID webhookId) {
    Target target =
        handle
            .createQuery(LOCK)
            .bind("organizationId", organizationId)
            .bind("id", webhookId)
            .map(ConstructorMapper.of(Target.class))
            .findOne()
            .orElseThrow(() -> ProblemException.notFound("webhook"));
    if (!target.enabled) {
      throw FindWebhook.disabled();
    }
    return target;
  }

  private static int insert(Handle handle, Target target, Instant from) {
    if (target.filter == null) {
      return bind(handle.createUpdate(RECOVER), target, from)
          .bind("most", MOST)
          .bind("ordered", target.ordered)
          .execute();
    }
    List<UUID> passed = passing(handle, target, ReadCondition.stored(target.filter), from);
    return handle
        .createUpdate(INSERT)
        .bind("webhookId", target.id)
        .bind("ordered", target.ordered)
        .bind("organizationId", target.organizationId)
        .bindArray("ids", UUID.class, passed)
        .execute();
  }

  /** Reads no further than it needs to. */
  private static List<UUID> passing(Handle handle, Target target, Condition filter, Instant from) {
    try (Stream<Missed> missed =
        bind(handle.createQuery(READ), target, from)
            .setFetchSize(FETCH)
            .map(
                (row, context) ->
                    new Missed(row.getObject("id", UUID.class), row.getBytes("payload")))
            .stream()) {
      return missed
          .filter(event -> JudgeData.holds(filter, JudgeData.read(event.payload)))
          .limit(MOST)
          .map(Missed::id)
          .toList();
    }
  }

  private record Missed(UUID id, byte[] payload) {}

  private static <T extends SqlStatement<T>> T bind(T statement, Target target, Instant from) {
    return statement
        .addCustomizer(new PlanForValues())
        .bind("organizationId", target.organizationId)
        .bind("webhookId", target.id)
        .bindArray("events", String.class, target.events)
        .bind("first", Ids.lowestAt(from))
        .bind("firstAttempt", Ids.lowestAt(from.minus(CLOCKS_DIFFER)));
  }
}
