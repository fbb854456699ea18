package dev.integrationshub.keys;

import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.usage.HourWindow;
import dev.integrationshub.usage.LatencyHistogram;
import dev.integrationshub.usage.LimitCalls;
import dev.integrationshub.usage.ReadUsage;
import dev.integrationshub.usage.UsagePeriod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Tells how a key is used: in all, on each of seven days, and against its limit. */
@ApplicationScoped
class ReadKeyStats {
  private static final int DAYS = 7;
  private static final double P95 = 0.95;

  private final Jdbi jdbi;
  private final ApiKeys keys;
  private final ReadUsage usage;
  private final LimitCalls limits;
  private final InstantSource clock;

  ReadKeyStats(Jdbi jdbi, ApiKeys keys, ReadUsage usage, LimitCalls limits, InstantSource clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.usage = usage;
    this.limits = limits;
    this.clock = clock;
  }

  /** A key with its usage, all as of one moment. */
  private record Read(
      ApiKey key,
      ReadUsage.Total total,
      Map<Integer, Long> latencies,
      List<LocalDate> dates,
      List<ReadUsage.Count> counts) {}

  /**
   * @throws ProblemException 400 for an unknown time zone, 404
   */
  KeyStatsView read(UUID organizationId, UUID id, String timeZone) {
    ZoneId zone = zone(timeZone);
    Read read =
        jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> keys.find(handle, organizationId, id).map(key -> read(handle, key, zone)))
            .orElseThrow(ManageKeys::notFound);
    return view(read);
  }

  private Read read(Handle handle, ApiKey key, ZoneId zone) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    List<LocalDate> dates =
        IntStream.range(0, DAYS).mapToObj(day -> today.minusDays(DAYS - 1 - day)).toList();
    List<UsagePeriod> periods = new ArrayList<>();
    dates.forEach(date -> periods.add(UsagePeriod.day(date, zone)));
    periods.add(UsagePeriod.last(Duration.ofHours(24), now));
    periods.add(UsagePeriod.last(Duration.ofHours(DAYS * 24), now));
    return new Read(
        key,
        usage.total(handle, key.id()),
        usage.latencies(handle, key.id()),
        dates,
        usage.counts(handle, key.id(), periods));
  }

  private KeyStatsView view(Read read) {
    ReadUsage.Total total = read.total;
    long calls = total.calls();
    OptionalDouble p95 = LatencyHistogram.percentileMillis(read.latencies, P95);
    return new KeyStatsView(
        calls,
        calls == 0 ? null : (double) total.succeeded() / calls,
        total.latencyCount() == 0
            ? null
            : total.latencySumMicros() / 1_000.0 / total.latencyCount(),
        p95.isEmpty() ? null : p95.getAsDouble(),
        read.key.lastUsedAt(),
        days(read),
        total.outcomes(),
        rateLimit(read.key),
        read.counts.get(DAYS).calls(),
        read.counts.get(DAYS + 1).wrongSecret());
  }

  private static List<KeyStatsView.Day> days(Read read) {
    return IntStream.range(0, DAYS)
        .mapToObj(
            day -> {
              ReadUsage.Count count = read.counts.get(day);
              return new KeyStatsView.Day(
                  read.dates.get(day), count.calls(), count.succeeded(), count.failed());
            })
        .toList();
  }

  private KeyStatsView.@Nullable KeyRateLimit rateLimit(ApiKey key) {
    if (key.rateLimitPerHour() == null) {
      return null;
    }
    HourWindow window = limits.look(key.id(), key.rateLimitPerHour());
    return new KeyStatsView.KeyRateLimit(window.limit(), window.remaining(), window.resetAt());
  }

  /** Only names of the time zone database: offsets such as +01:00 know no change of clocks. */
  private static ZoneId zone(String name) {
    return Optional.of(name)
        .filter(ZoneId.getAvailableZoneIds()::contains)
        .map(ZoneId::of)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "timeZone must be the name of an IANA time zone, such as Europe/Berlin."));
  }
}
