package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.usage.LatencyHistogram;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class KeyStatsTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;

  private HubClient hub;
  private KeyRows rows;
  private String key;
  private Instant now;

  @BeforeEach
  void newKey() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
    rows = new KeyRows(jdbi);
    key = hub.createKey("CI", SCOPES).text("/id");
    now = Instant.now();
  }

  @Test
  void unusedKeyHasSevenEmptyDaysAndNoRates() {
    Answer stats = stats("");
    assertThat(stats.body().at("/totalCalls").asLong(-1)).isZero();
    assertThat(stats.body().at("/callsLast24Hours").asLong(-1)).isZero();
    assertThat(stats.body().at("/failedAttemptsLast7Days").asLong(-1)).isZero();
    assertThat(stats.body().at("/outcomes").toString()).isEqualTo("{}");
    for (String absent :
        new String[] {
          "/successRate", "/averageLatencyMs", "/p95LatencyMs", "/lastUsedAt", "/rateLimit"
        }) {
      assertThat(stats.body().at(absent).isNull()).as(absent).isTrue();
    }
    assertThat(stats.body().at("/last7Days")).hasSize(7);
    assertThat(days(stats)).isEqualTo("0/0/0 ".repeat(7).strip());
  }

  @Test
  void totalsCountEveryOutcomeOverAllDaysButNoWrongSecret() {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    for (int daysAgo : new int[] {0, 5, 200}) {
      Instant day = today.minus(Duration.ofDays(daysAgo));
      rows.calls("usage_day", key, day, "valid", 30);
      rows.calls("usage_day", key, day, "reported_failed", 10);
      rows.calls("usage_day", key, day, "rate_limited", 10);
      rows.calls("usage_day", key, day, "wrong_secret", 1_000);
    }
    rows.set("api_key_use", key, "last_used_at", today);
    Answer stats = stats("");
    assertThat(stats.text("/totalCalls")).isEqualTo("120");
    assertThat(stats.body().at("/successRate").asDouble()).isEqualTo(0.5);
    assertThat(stats.body().at("/outcomes").toString())
        .isEqualTo("{\"VALID\":90,\"RATE_LIMITED\":30}");
    assertThat(Instant.parse(stats.text("/lastUsedAt"))).isEqualTo(today);
  }

  @Test
  void moreReportedFailuresThanValidCallsAreNoNegativeSuccess() {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    rows.calls("usage_day", key, today, "valid", 1);
    rows.calls("usage_day", key, today, "reported_failed", 5);
    rows.calls("usage_hour", key, today, "valid", 1);
    rows.calls("usage_hour", key, today, "reported_failed", 5);
    Answer stats = stats("");
    assertThat(stats.body().at("/successRate").asDouble(-1)).isZero();
    assertThat(days(stats)).endsWith(" 1/0/1");
  }

  @Test
  void daysTellSucceededAndFailedCalls() {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    Instant first = today.minus(Duration.ofDays(6));
    rows.calls("usage_hour", key, first.minus(Duration.ofHours(1)), "valid", 999);
    rows.calls("usage_hour", key, first, "valid", 10);
    rows.calls("usage_hour", key, first, "reported_failed", 4);
    rows.calls("usage_hour", key, first, "expired", 3);
    rows.calls("usage_hour", key, today.minus(Duration.ofHours(1)), "rate_limited", 2);
    rows.calls("usage_hour", key, today.plus(Duration.ofHours(23)), "valid", 7);
    rows.calls("usage_hour", key, today.plus(Duration.ofHours(24)), "valid", 999);
    Answer stats = stats("");
    assertThat(days(stats)).isEqualTo("13/6/7 0/0/0 0/0/0 0/0/0 0/0/0 2/0/2 7/7/0");
    assertThat(stats.text("/last7Days/6/date"))
        .isEqualTo(LocalDate.ofInstant(now, ZoneId.of("UTC")).toString());
    assertThat(stats.text("/last7Days/0/date"))
        .isEqualTo(LocalDate.ofInstant(first, ZoneId.of("UTC")).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
        "Etc/GMT+12"
      })
  void daysBeginAndEndWithTheZonesOwn(String name) {
    ZoneId zone = ZoneId.of(name);
    LocalDate today = LocalDate.ofInstant(now, zone);
    for (int daysAgo = 0; daysAgo < 7; daysAgo++) {
      LocalDate date = today.minusDays(daysAgo);
      call(date.atStartOfDay(zone).toInstant(), 100 + daysAgo);
      call(date.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(60), 1);
      call(date.atTime(12, 7).atZone(zone).toInstant(), 10);
    }
    call(today.minusDays(6).atStartOfDay(zone).toInstant().minusSeconds(60), 50_000);
    call(today.plusDays(1).atStartOfDay(zone).toInstant(), 50_000);
    Answer stats = stats("?timeZone=" + name.replace("+", "%2B"));
    assertThat(days(stats))
        .isEqualTo("117/117/0 116/116/0 115/115/0 114/114/0 113/113/0 112/112/0 111/111/0");
    assertThat(stats.text("/last7Days/6/date")).isEqualTo(today.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mars/Olympus", "+02:00", "europe/berlin", "", "%00"})
  void unknownTimeZonesAreRefused(String zone) {
    Answer answer = hub.get(KEYS + "/" + key + "/stats?timeZone=" + zone.replace("+", "%2B"));
    if (zone.isEmpty()) {
      assertThat(answer.status()).isIn(200, 400);
    } else {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("/detail")).contains("IANA", "Europe/Berlin");
    }
  }

  @Test
  void lastDayAndLastWeekAreCountedToTheMinute() {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    call(minute, 1);
    call(minute.minus(Duration.ofHours(24)).plus(Duration.ofMinutes(5)), 10);
    call(minute.minus(Duration.ofHours(24)).minus(Duration.ofMinutes(5)), 100);
    failedAttempt(minute.minus(Duration.ofDays(7)).plus(Duration.ofMinutes(5)), 2);
    failedAttempt(minute.minus(Duration.ofDays(7)).minus(Duration.ofMinutes(5)), 40);
    Answer stats = stats("");
    assertThat(stats.text("/callsLast24Hours")).isEqualTo("11");
    assertThat(stats.text("/failedAttemptsLast7Days")).isEqualTo("2");
  }

  @Test
  void latencyIsAveragedExactlyAndItsPercentileIsWithinTwoPercent() {
    Random random = new Random(7);
    long[] micros = random.longs(5_000, 300, 4_000_000).sorted().toArray();
    long[] first = Arrays.copyOfRange(micros, 0, 2_000);
    long[] second = Arrays.copyOfRange(micros, 2_000, micros.length);
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    latencies(today, first);
    latencies(today.minus(Duration.ofDays(100)), second);
    Answer stats = stats("");
    double exactAverage = Arrays.stream(micros).average().orElseThrow() / 1_000;
    double exactP95 = micros[(int) Math.ceil(0.95 * micros.length) - 1] / 1_000.0;
    assertThat(stats.body().at("/averageLatencyMs").asDouble())
        .isEqualTo(exactAverage, within(0.001));
    assertThat(stats.body().at("/p95LatencyMs").asDouble())
        .isEqualTo(exactP95, within(exactP95 * 0.02));
  }

  @Test
  void rateLimitIsWhatTheLastHourLeaves() {
    String limited = hub.createKey("limited", SCOPES + ", \"rateLimitPerHour\": 100").text("/id");
    Answer unused = hub.get(KEYS + "/" + limited + "/stats");
    assertThat(unused.text("/rateLimit/limit")).isEqualTo("100");
    assertThat(unused.text("/rateLimit/remaining")).isEqualTo("100");
    assertThat(Instant.parse(unused.text("/rateLimit/resetAt")))
        .isBetween(now.minusSeconds(1), Instant.now().plusSeconds(1));
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    used(limited, second.minusSeconds(3_700), 50);
    used(limited, second.minusSeconds(3_000), 7);
    used(limited, second, 3);
    Answer stats = hub.get(KEYS + "/" + limited + "/stats");
    assertThat(stats.text("/rateLimit/remaining")).isEqualTo("90");
    assertThat(Instant.parse(stats.text("/rateLimit/resetAt"))).isEqualTo(second.plusSeconds(600));
    used(limited, second.minusSeconds(10), 1_000);
    assertThat(hub.get(KEYS + "/" + limited + "/stats").text("/rateLimit/remaining"))
        .isEqualTo("0");
  }

  @Test
  void onlyTheKeysOwnCallsCountAndOthersStatsAreNotThere() {
    String second = hub.createKey("second", SCOPES).text("/id");
    rows.calls("usage_day", second, now.truncatedTo(ChronoUnit.DAYS), "valid", 5);
    call(now.truncatedTo(ChronoUnit.MINUTES), 1);
    assertThat(stats("").text("/totalCalls")).isEqualTo("0");
    assertThat(hub.get(KEYS + "/" + second + "/stats").text("/totalCalls")).isEqualTo("5");
    assertThat(hub.get(KEYS + "/" + second + "/stats").text("/callsLast24Hours")).isEqualTo("0");
    HubClient other = HubClient.operatorOfNewOrganization(jdbi);
    assertThat(other.get(KEYS + "/" + key + "/stats").status()).isEqualTo(404);
    assertThat(other.get(KEYS + "/nonsense/stats").status()).isEqualTo(404);
  }

  private Answer stats(String query) {
    Answer stats = hub.get(KEYS + "/" + key + "/stats" + query);
    assertThat(stats.status()).as(stats.body().toString()).isEqualTo(200);
    return stats;
  }

  /** Calls, succeeded and failed of each day. */
  private static String days(Answer stats) {
    StringBuilder days = new StringBuilder();
    stats
        .body()
        .at("/last7Days")
        .forEach(
            day ->
                days.append(day.at("/calls"))
                    .append('/')
                    .append(day.at("/succeeded"))
                    .append('/')
                    .append(day.at("/failed"))
                    .append(' '));
    return days.toString().strip();
  }

  private void call(Instant minute, long calls) {
    add(minute, "valid", calls);
  }

  private void failedAttempt(Instant minute, long attempts) {
    add(minute, "wrong_secret", attempts);
  }

  /** Adds to the minute and to its hour, as a flush does. */
  private void add(Instant minute, String column, long calls) {
    rows.add("usage_minute", key, minute, column, calls);
    rows.add("usage_hour", key, minute.truncatedTo(ChronoUnit.HOURS), column, calls);
  }

  private void latencies(Instant day, long[] micros) {
    String histogram =
        Arrays.stream(micros)
            .mapToObj(LatencyHistogram::bucketOf)
            .collect(Collectors.groupingBy(bucket -> bucket, Collectors.counting()))
            .entrySet()
            .stream()
            .map(bucket -> "\"" + bucket.getKey() + "\": " + bucket.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO usage_day (key_id, starts_at, latency_count, latency_sum_micros,
                  latency_histogram)
                VALUES (?, ?, ?, ?, CAST(? AS jsonb))
                """,
                KeyRows.id(key),
                day,
                micros.length,
                Arrays.stream(micros).sum(),
                histogram));
  }

  private void used(String id, Instant second, long cost) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO rate_use (key_id, second, last_at, cost) VALUES (?, ?, ?, ?)",
                KeyRows.id(id),
                second,
                second,
                cost));
  }
}
