package dev.integrationshub.usage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What the usage tables tell of a key. Attempts with a wrong secret are no calls of the key. */
@ApplicationScoped
public class ReadUsage {
  private static final String CALLS =
      """
      (valid + revoked + disabled + expired + ip_not_allowed + insufficient_scope + rate_limited)
      """;

  /** Counts are bigint, of which PostgreSQL makes the sum numeric. */
  private static final String TOTAL =
      """
      SELECT CAST(sum(valid) AS bigint) AS valid, CAST(sum(revoked) AS bigint) AS revoked,
             CAST(sum(disabled) AS bigint) AS disabled, CAST(sum(expired) AS bigint) AS expired,
             CAST(sum(ip_not_allowed) AS bigint) AS ip_not_allowed,
             CAST(sum(insufficient_scope) AS bigint) AS insufficient_scope,
             CAST(sum(rate_limited) AS bigint) AS rate_limited,
             CAST(sum(reported_failed) AS bigint) AS reported_failed,
             CAST(sum(latency_count) AS bigint) AS latency_count,
             CAST(sum(latency_sum_micros) AS bigint) AS latency_sum_micros
      FROM usage_day
      WHERE key_id = :keyId
      """;

  private static final String LATENCIES =
      """
      SELECT CAST(counted.key AS int) AS bucket,
             CAST(sum(CAST(counted.value AS bigint)) AS bigint) AS calls
      FROM usage_day, jsonb_each_text(latency_histogram) AS counted
      WHERE key_id = :keyId
      GROUP BY bucket
      """;

  private static final String COUNTED =
      """
      SELECT %s AS calls, valid, reported_failed, wrong_secret
      """
          .formatted(CALLS);

  private static final String PERIODS =
      """
      SELECT coalesce(CAST(sum(used.calls) AS bigint), 0) AS calls,
             coalesce(CAST(sum(used.valid) AS bigint), 0) AS valid,
             coalesce(CAST(sum(used.reported_failed) AS bigint), 0) AS reported_failed,
             coalesce(CAST(sum(used.wrong_secret) AS bigint), 0) AS wrong_secret
      FROM unnest(CAST(:from AS timestamptz[]), CAST(:hoursFrom AS timestamptz[]),
                  CAST(:hoursUntil AS timestamptz[]), CAST(:until AS timestamptz[]))
             WITH ORDINALITY AS period (starts, hours_start, hours_end, ends, place)
      LEFT JOIN LATERAL (
      """
          + COUNTED
          + """
        FROM usage_minute
        WHERE key_id = :keyId AND starts_at >= period.starts AND starts_at < period.hours_start
        UNION ALL
      """
          + COUNTED
          + """
        FROM usage_hour
        WHERE key_id = :keyId AND starts_at >= period.hours_start AND starts_at < period.hours_end
        UNION ALL
      """
          + COUNTED
          + """
        FROM usage_minute
        WHERE key_id = :keyId AND starts_at >= period.hours_end AND starts_at < period.ends
      ) AS used ON true
      GROUP BY period.place
      ORDER BY period.place
      """;

  /**
   * All of a key's calls.
   *
   * @param outcomes calls by the code of their verification, only those above 0
   * @param reportedFailed of the valid calls, those reported as failed
   * @param latencyCount the calls with a reported latency
   */
  public record Total(
      Map<CallOutcome, Long> outcomes,
      long reportedFailed,
      long latencyCount,
      long latencySumMicros) {

    public long calls() {
      return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long succeeded() {
      return Math.max(0, outcomes.getOrDefault(CallOutcome.VALID, 0L) - reportedFailed);
    }
  }

  /**
   * The calls of a period.
   *
   * @param wrongSecret attempts that are no calls
   */
  public record Count(long calls, long valid, long reportedFailed, long wrongSecret) {

    /** What was reported later than it was called may belong to another period's calls. */
    public long succeeded() {
      return Math.max(0, valid - reportedFailed);
    }

    public long failed() {
      return calls - succeeded();
    }
  }

  private record Bucket(int bucket, long calls) {}

  /**
   * An SQL expression: the calls of seven UTC days as an array, that of {@code :now} last.
   *
   * @param keyId the column that holds the key's id; never anything a caller sent
   */
  public static String callsOfLast7Days(String keyId) {
    return """
    ARRAY(
      SELECT coalesce(%s, 0)
      FROM generate_series(6, 0, -1) AS days_ago
      LEFT JOIN usage_day
        ON usage_day.key_id = %s
        AND usage_day.starts_at = date_trunc('day', CAST(:now AS timestamptz), 'UTC')
                                  - days_ago * interval '24 hours'
      ORDER BY days_ago DESC)"""
        .formatted(CALLS, keyId);
  }

  public Total total(Handle handle, UUID keyId) {
    return handle
        .createQuery(TOTAL)
        .bind("keyId", keyId)
        .map((result, context) -> total(result))
        .one();
  }

  /** Calls by bucket of {@link LatencyHistogram}. */
  public Map<Integer, Long> latencies(Handle handle, UUID keyId) {
    return handle
        .createQuery(LATENCIES)
        .bind("keyId", keyId)
        .map(ConstructorMapper.of(Bucket.class))
        .collectToMap(Bucket::bucket, Bucket::calls);
  }

  /**
   * Counts in each of these periods. Minutes are kept for nine days: a period that begins earlier
   * must begin with a whole hour.
   */
  public List<Count> counts(Handle handle, UUID keyId, List<UsagePeriod> periods) {
    return handle
        .createQuery(PERIODS)
        .bind("keyId", keyId)
        .bind("from", times(periods, UsagePeriod::from))
        .bind("hoursFrom", times(periods, UsagePeriod::hoursFrom))
        .bind("hoursUntil", times(periods, UsagePeriod::hoursUntil))
        .bind("until", times(periods, UsagePeriod::until))
        .map(ConstructorMapper.of(Count.class))
        .list();
  }

  private static Total total(ResultSet result) throws SQLException {
    Map<CallOutcome, Long> outcomes = new EnumMap<>(CallOutcome.class);
    for (CallOutcome outcome : CallOutcome.values()) {
      long calls = result.getLong(outcome.column());
      if (calls > 0) {
        outcomes.put(outcome, calls);
      }
    }
    return new Total(
        outcomes,
        result.getLong("reported_failed"),
        result.getLong("latency_count"),
        result.getLong("latency_sum_micros"));
  }

  private static String[] times(List<UsagePeriod> periods, Function<UsagePeriod, Instant> time) {
    return periods.stream().map(time).map(Instant::toString).toArray(String[]::new);
  }
}
