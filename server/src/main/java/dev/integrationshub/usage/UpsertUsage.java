package dev.integrationshub.usage;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Adds counts to the tables {@code usage_minute}, {@code usage_hour} and {@code usage_day}. */
final class UpsertUsage {
  private static final List<Column> COLUMNS =
      Stream.concat(
              Arrays.stream(CallOutcome.values())
                  .map(outcome -> new Column(outcome.column(), counts -> counts.calls(outcome))),
              Stream.of(
                  new Column("wrong_secret", UsageCounts::wrongSecrets),
                  new Column("allowed_cost", UsageCounts::allowedCost),
                  new Column("reported_failed", UsageCounts::reportedFailures),
                  new Column("latency_count", UsageCounts::latencyCount),
                  new Column("latency_sum_micros", UsageCounts::latencyMicros)))
          .toList();

  /** A key may be gone since it was used, with its organization. */
  private static final String UPSERT =
      """
      INSERT INTO <table> (key_id, starts_at, <columns>, latency_histogram)
      SELECT key_id, to_timestamp(starts_second), <columns>, CAST(latency_histogram AS jsonb)
      FROM unnest(:keyIds, :startsSeconds, <parameters>, :histograms)
        AS given (key_id, starts_second, <columns>, latency_histogram)
      WHERE EXISTS (SELECT 1 FROM api_key k WHERE k.id = given.key_id)
      ON CONFLICT (key_id, starts_at)
      DO UPDATE SET <sums>,
        latency_histogram = merge_counts(<table>.latency_histogram, excluded.latency_histogram)
      """;

  private UpsertUsage() {}

  private record Column(String name, ToLongFunction<UsageCounts> count) {}

  static void write(Handle handle, Map<KeySpan, UsageCounts> byMinute) {
    if (byMinute.isEmpty()) {
      return;
    }
    upsert(handle, "usage_minute", byMinute, ChronoUnit.MINUTES);
    upsert(handle, "usage_hour", byMinute, ChronoUnit.HOURS);
    upsert(handle, "usage_day", byMinute, ChronoUnit.DAYS);
  }

  private static void upsert(
      Handle handle, String table, Map<KeySpan, UsageCounts> byMinute, ChronoUnit unit) {
    Map<KeySpan, UsageCounts> rows = new TreeMap<>();
    byMinute.forEach(
        (span, counts) ->
            rows.computeIfAbsent(span.truncatedTo(unit), _ -> new UsageCounts()).add(counts));
    Update update =
        handle
            .createUpdate(UPSERT)
            .define("table", table)
            .define("columns", join(Column::name))
            .define("parameters", join(column -> ":" + column.name()))
            .define("sums", join(column -> sum(table, column.name())))
            .bindArray("keyIds", UUID.class, list(rows.keySet(), KeySpan::keyId))
            .bindArray(
                "startsSeconds",
                Long.class,
                list(rows.keySet(), span -> span.startsAt().getEpochSecond()))
            .bindArray("histograms", String.class, list(rows.values(), UpsertUsage::histogram));
    for (Column column : COLUMNS) {
      update.bindArray(column.name(), Long.class, list(rows.values(), column.count()::applyAsLong));
    }
    update.execute();
  }

  private static String sum(String table, String column) {
    return "%2$s = %1$s.%2$s + excluded.%2$s".formatted(table, column);
  }

  private static String join(Function<Column, String> text) {
    return COLUMNS.stream().map(text).collect(Collectors.joining(", "));
  }

  /** A JSON object of bucket to count; numbers need no escaping. */
  private static String histogram(UsageCounts counts) {
    return counts.latencies().entrySet().stream()
        .map(bucket -> "\"" + bucket.getKey() + "\":" + bucket.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static <T, R> List<R> list(Collection<T> items, Function<T, R> part) {
    return items.stream().map(part).toList();
  }
}
