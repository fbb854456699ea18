package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.usage.FlushUsage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ReportCallsTest {
  private static final String SCOPES = "\"scopes\": [\"organization:read\"]";

  @Inject Jdbi jdbi;
  @Inject FlushUsage flush;

  private HubClient hub;
  private String keyId = "";

  @BeforeEach
  void newKey() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
    keyId = hub.createKey("CI", SCOPES).text("/id");
  }

  @Test
  void reportAddsLatencyAndFailuresButNoCalls() {
    Answer answer =
        report(call(keyId, "200", "12.4"), call(keyId, "399", "0"), call(keyId, "404", "31.0006"));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("/accepted")).isEqualTo("3");
    flush.flush();
    assertThat(sums("usage_minute")).isEqualTo("0 calls, 1 failed, 3 timed, 43400 µs");
    assertThat(sums("usage_hour")).isEqualTo(sums("usage_minute"));
    assertThat(sums("usage_day")).isEqualTo(sums("usage_minute"));
  }

  @Test
  void reportOfThePastCountsInItsOwnMinute() {
    Instant at = Instant.now().minusSeconds(7_200);
    report(
        "{\"keyId\": \"%s\", \"status\": 500, \"latencyMs\": 1, \"at\": \"%s\"}"
            .formatted(keyId, at));
    flush.flush();
    Instant minute =
        jdbi.withHandle(
            handle ->
                handle
                    .select("SELECT starts_at FROM usage_minute WHERE key_id = ?", id())
                    .mapTo(Instant.class)
                    .one());
    assertThat(minute).isBetween(at.minusSeconds(60), at);
  }

  @Test
  void thousandCallsAreTakenAndOneMoreIsRefusedWithTheLimit() {
    String one = call(keyId, "200", "1");
    assertThat(report(Collections.nCopies(1_000, one).toArray(String[]::new)).status())
        .isEqualTo(202);
    Answer refused = report(Collections.nCopies(1_001, one).toArray(String[]::new));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).contains("1001").contains("1000");
  }

  @ParameterizedTest
  @CsvSource({
    "key_01h455vb4pex5vsknk084sn02q, 200, 1, keyId",
    "nonsense, 200, 1, keyId",
    "OWN, 99, 1, status",
    "OWN, 600, 1, status",
    "OWN, null, 1, status",
    "OWN, 200, -0.1, latencyMs",
    "OWN, 200, 3600001, latencyMs",
    "OWN, 200, null, latencyMs",
  })
  void oneWrongCallRefusesAllAndNamesTheField(
      String key, String status, String latency, String field) {
    Answer refused =
        report(call(keyId, "200", "1"), call(key.equals("OWN") ? keyId : key, status, latency));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/calls/1/" + field);
    flush.flush();
    assertThat(sums("usage_day")).isEqualTo("nothing");
  }

  @Test
  void reportsFromTheFutureOrTheDayBeforeYesterdayAreRefused() {
    for (long secondsAgo : new long[] {-120, 86_460}) {
      Answer refused =
          report(
              "{\"keyId\": \"%s\", \"status\": 200, \"latencyMs\": 1, \"at\": \"%s\"}"
                  .formatted(keyId, Instant.now().minusSeconds(secondsAgo)));
      assertThat(refused.text("/errors/0/pointer")).isEqualTo("/calls/0/at");
    }
  }

  @Test
  void hubReportsTheCallsOfItsOwnApi() {
    Answer created = hub.createKey("own", SCOPES);
    keyId = created.text("/id");
    HubClient caller = hub.with(created.text("/key"));
    caller.get("/api/organizations/api-keys");
    caller.get("/api/organizations/api-keys/nonsense");
    caller.post("/api/organizations/api-keys", "{}");
    flush.flush();
    assertThat(sums("usage_minute")).startsWith("3 calls, 1 failed, 2 timed");
  }

  @Test
  void onlyTheOperatorMayReport() {
    String key = hub.createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key");
    assertThat(
            hub.with(key)
                .post("/api/keys/usage", "{\"calls\": [" + call(keyId, "200", "1") + "]}")
                .status())
        .isEqualTo(403);
  }

  private Answer report(String... calls) {
    return hub.post("/api/keys/usage", "{\"calls\": [" + String.join(",", calls) + "]}");
  }

  private static String call(String keyId, String status, String latencyMs) {
    return "{\"keyId\": \"%s\", \"status\": %s, \"latencyMs\": %s}"
        .formatted(keyId, status, latencyMs);
  }

  private UUID id() {
    return IdKind.API_KEY.parse(keyId).orElseThrow();
  }

  private String sums(String table) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT coalesce(
                      sum(valid + insufficient_scope) || ' calls, ' || sum(reported_failed) || ' failed, '
                      || sum(latency_count) || ' timed, ' || sum(latency_sum_micros) || ' µs', 'nothing')
                    FROM <table> WHERE key_id = :id
                    """)
                .define("table", table)
                .bind("id", id())
                .mapTo(String.class)
                .one());
  }
}
