package dev.integrationshub.keys;

import dev.integrationshub.platform.database.PlanForValues;
import dev.integrationshub.usage.ReadUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The lists and counts of an organization's keys: one statement each, however many keys. */
@ApplicationScoped
class ListKeys {
  private static final UUID ABOVE_ALL = new UUID(-1, -1);

  /** The page's ids come first, so that nothing else is read of keys that it does not show. */
  private static final String PAGE =
      """
      WITH page AS MATERIALIZED (
        SELECT k.id
        FROM api_key k JOIN api_key_use u ON u.key_id = k.id
        WHERE k.organization_id = :organizationId AND k.id < :below%s
        ORDER BY k.id DESC
        LIMIT :rows),
      listed AS (
      """
          + ApiKeys.SELECT
          + """
        WHERE k.id IN (SELECT id FROM page))
      SELECT listed.*, %s AS calls_last_7_days
      FROM listed
      ORDER BY listed.id DESC
      """;

  private static final String HYGIENE =
      """
      SELECT count(*) FILTER (WHERE %s) AS never_expires,
             count(*) FILTER (WHERE %s) AS idle,
             count(*) FILTER (WHERE %s) AS expiring,
             count(*) FILTER (WHERE %s) AS failed_attempts
      FROM api_key k JOIN api_key_use u ON u.key_id = k.id
      WHERE k.organization_id = :organizationId AND %s
      """
          .formatted(
              KeyHygiene.NEVER_EXPIRES.condition(),
              KeyHygiene.IDLE.condition(),
              KeyHygiene.EXPIRING.condition(),
              KeyHygiene.FAILED_ATTEMPTS.condition(),
              KeyFilter.condition(KeyStatus.ACTIVE));

  /**
   * A key in a list.
   *
   * @param callsLast7Days by UTC day, today last
   */
  record Row(@Nested ApiKey key, List<Long> callsLast7Days) {}

  /**
   * Newest first.
   *
   * @param after the key before the first of the page; empty for the first page
   * @throws dev.integrationshub.platform.problems.ProblemException 400 for an unknown filter
   */
  List<Row> page(
      Handle handle,
      UUID organizationId,
      KeyFilter filter,
      Optional<UUID> after,
      int rows,
      Instant now) {
    var conditions = new StringBuilder();
    filter.conditions().forEach(condition -> conditions.append(" AND ").append(condition));
    Query query =
        handle
            .createQuery(PAGE.formatted(conditions, ReadUsage.callsOfLast7Days("listed.id")))
            .addCustomizer(new PlanForValues())
            .bind("organizationId", organizationId)
            .bind("below", after.orElse(ABOVE_ALL))
            .bind("rows", rows)
            .bind("now", now);
    filter.search().ifPresent(search -> query.bind("search", search));
    return query.map(ConstructorMapper.of(Row.class)).list();
  }

  /** Counts the active keys that {@link KeyHygiene} would list. */
  KeyHygieneView hygiene(Handle handle, UUID organizationId, Instant now) {
    return handle
        .createQuery(HYGIENE)
        .addCustomizer(new PlanForValues())
        .bind("organizationId", organizationId)
        .bind("now", now)
        .map(ConstructorMapper.of(KeyHygieneView.class))
        .one();
  }
}
