package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.usage.FlushUsage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class VerifierResourceTest {
  private static final String PATH = "/api/keys/verifier";
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;
  @Inject FlushUsage flush;

  private final UUID holder = UUID.randomUUID();
  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void aResolvedKeyTellsAllThatDecidesOnIt() {
    Answer created =
        hub.createKey(
            "CI", SCOPES + ", \"rateLimitPerHour\": 10, \"ipAllowlist\": [\"203.0.113.0/24\"]");
    JsonNode key = resolve(created.text("/key")).at("/key");
    assertThat(key.at("/keyId").asText()).isEqualTo(created.text("/id"));
    assertThat(key.at("/scopes/0").asText()).isEqualTo("recordings:read");
    assertThat(key.at("/rateLimitPerHour").asInt()).isEqualTo(10);
    assertThat(key.at("/ipAllowlist/0").asText()).isEqualTo("203.0.113.0/24");
    assertThat(key.at("/expiresAt").isNull()).isTrue();
    assertThat(key.at("/revoked").asBoolean()).isFalse();
    hub.patch(KEYS + "/" + created.text("/id"), "{\"enabled\": false}");
    assertThat(resolve(created.text("/key")).at("/key/disabled").asBoolean()).isTrue();
    assertThat(calls(created)).as("no call is counted").isZero();
  }

  @Test
  void whatNobodyHoldsResolvesToNothingAndIsNotedAsAWrongSecret() {
    Answer created = hub.createKey("CI", SCOPES);
    String key = created.text("/key");
    String wrong = HubClient.withChecksum(key.substring(0, 20) + "a".repeat(32));
    assertThat(resolve(wrong).at("/key").isNull()).isTrue();
    assertThat(resolve("nonsense").at("/key").isNull()).isTrue();
    flush.flush();
    assertThat(stats(created).at("/failedAttemptsLast7Days").asInt()).isEqualTo(1);
  }

  @Test
  void aChangeIsToldByItsSequenceAndKey() {
    Answer created = hub.createKey("CI", SCOPES);
    long before = resolve(created.text("/key")).at("/sequence").asLong();
    hub.delete(KEYS + "/" + created.text("/id"));
    JsonNode changes = hub.get(PATH + "/changes?after=" + before).body();
    assertThat(changes.at("/complete").asBoolean()).isTrue();
    assertThat(changes.at("/changes").findValuesAsText("keyId")).contains(created.text("/id"));
    assertThat(changes.at("/sequence").asLong()).isGreaterThan(before);
    assertThat(changes.at("/ageMillis").asLong()).isBetween(0L, 2_000L);
    JsonNode none = hub.get(PATH + "/changes?after=" + changes.at("/sequence").asText()).body();
    assertThat(none.at("/changes").findValuesAsText("keyId")).doesNotContain(created.text("/id"));
    JsonNode resolved = resolve(created.text("/key"));
    assertThat(resolved.at("/key/revoked").asBoolean()).isTrue();
    assertThat(resolved.at("/sequence").asLong()).isGreaterThan(before);
  }

  @Test
  void nodesAndVerifiersTogetherNeverExceedALimit() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 10");
    String key = created.text("/key");
    assertThat(hub.code(key, "\"cost\": 3")).isEqualTo("VALID");
    assertThat(lease(created, 10, 8).at("/taken").asBoolean()).as("7 are left").isFalse();
    JsonNode lease = lease(created, 10, 5);
    assertThat(lease.at("/taken").asBoolean()).isTrue();
    assertThat(lease.at("/amount").asInt()).isEqualTo(5);
    assertThat(lease.at("/free").asInt()).isEqualTo(2);
    assertThat(Instant.parse(lease.at("/endsAt").asText())).isAfter(Instant.EPOCH);
    assertThat(hub.code(key, "\"cost\": 3")).isEqualTo("RATE_LIMITED");
    assertThat(hub.code(key, "\"cost\": 2")).isEqualTo("VALID");

    assertThat(report(1, created, spent(2, 3), false).status()).isEqualTo(204);
    assertThat(lease(created, 10, 4).at("/taken").asBoolean()).as("3 came back").isFalse();
    assertThat(lease(created, 10, 3).at("/taken").asBoolean()).isTrue();
  }

  @Test
  void aLeaseUnderAnotherLimitThanTheKeysIsStale() {
    Answer limited = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 10");
    Answer unlimited = hub.createKey("CI", SCOPES);
    assertThat(lease(limited, 11, 1).at("/stale").asBoolean()).isTrue();
    assertThat(lease(unlimited, 10, 1).at("/stale").asBoolean()).isTrue();
    assertThat(lease(limited, 10, 0).at("/stale").asBoolean()).isFalse();
  }

  @Test
  void aReportCountsOnceHoweverOftenItIsSent() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 10");
    lease(created, 10, 5);
    for (int i = 0; i < 3; i++) {
      assertThat(report(1, created, spent(2, 0), false).status()).isEqualTo(204);
    }
    assertThat(calls(created)).isEqualTo(3);
    assertThat(stats(created).at("/outcomes/VALID").asInt()).isEqualTo(2);
    assertThat(stats(created).at("/outcomes/RATE_LIMITED").asInt()).isEqualTo(1);
    assertThat(stats(created).at("/lastUsedAt").isNull()).isFalse();
    report(2, created, spent(2, 0), false);
    assertThat(calls(created)).isEqualTo(6);
  }

  @Test
  void whoSpendsMoreThanTheyLeasedIsRefusedAndNothingIsCounted() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 10");
    lease(created, 10, 5);
    assertThat(report(1, created, spent(6, 0), false).status()).isEqualTo(409);
    assertThat(report(1, created, spent(2, 4), false).status()).isEqualTo(409);
    assertThat(calls(created)).isZero();
    assertThat(report(1, created, spent(2, 3), false).status()).isEqualTo(204);
  }

  @Test
  void whoEndsLeavesNothingBehind() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 10");
    lease(created, 10, 5);
    assertThat(report(1, created, spent(2, 3), true).status()).isEqualTo(204);
    long left =
        jdbi.withHandle(
            handle ->
                handle
                    .select(
                        """
                        SELECT (SELECT count(*) FROM rate_lease WHERE holder = ?)
                             + (SELECT count(*) FROM usage_flush WHERE holder = ?)
                        """,
                        holder,
                        holder)
                    .mapTo(Long.class)
                    .one());
    assertThat(left).isZero();
    assertThat(lease(created, 10, 8).at("/taken").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resolve | {}                                              | /key",
        "leases  | {\"leases\": [{}]}                              | /holder",
        "leases  | {\"holder\": \"H\", \"leases\": []}             | /leases",
        "leases  | {\"holder\": \"H\", \"leases\": [{\"keyId\": \"x\", \"limit\": 1}]} | /leases/0/keyId",
        "usage   | {\"holder\": \"H\"}                             | /sequence",
        "usage   | {\"holder\": \"H\", \"sequence\": 0}            | /sequence",
        "usage   | {\"holder\": \"H\", \"sequence\": 1, \"keys\": [{}]} | /keys/0/keyId",
        "usage   | {\"holder\": \"H\", \"sequence\": 1, \"keys\": [{\"keyId\": \"K\", \"returned\": -1}]} | /keys/0/returned",
        "usage   | {\"holder\": \"H\", \"sequence\": 1, \"keys\": [{\"keyId\": \"K\", \"spent\": [{\"cost\": 0}]}]} | /keys/0/spent/0/cost",
        "usage   | {\"holder\": \"H\", \"sequence\": 1, \"keys\": [{\"keyId\": \"K\", \"minutes\": [{\"at\": \"2001-01-01T00:00:00Z\", \"calls\": {}}]}]} | /keys/0/minutes/0/at",
        "usage   | {\"holder\": \"H\", \"sequence\": 1, \"keys\": [{\"keyId\": \"K\", \"minutes\": [{\"calls\": {\"NOT_FOUND\": 1}}]}]} | /keys/0/minutes/0/calls",
      })
  void whatIsWrongIsNamed(String route, String body, String pointer) {
    Answer answer =
        hub.post(
            PATH + "/" + route,
            body.replace("\"H\"", "\"" + holder + "\"")
                .replace("\"K\"", "\"key_01h455vb4pex5vsknk084sn02q\""));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors").findValuesAsText("pointer")).contains(pointer);
  }

  @Test
  void aSequenceThatIsNoneIsRefused() {
    assertThat(hub.get(PATH + "/changes?after=-1").status()).isEqualTo(400);
    assertThat(hub.get(PATH + "/changes?after=x").status()).isEqualTo(400);
    assertThat(hub.get(PATH + "/changes").status()).isEqualTo(200);
  }

  private JsonNode resolve(String key) {
    Answer answer = hub.post(PATH + "/resolve", "{\"key\": \"%s\"}".formatted(key));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode lease(Answer key, int limit, int needed) {
    Answer answer =
        hub.post(
            PATH + "/leases",
            "{\"holder\": \"%s\", \"leases\": [{\"keyId\": \"%s\", \"limit\": %d, \"needed\": %d}]}"
                .formatted(holder, key.text("/id"), limit, needed));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body().at("/leases/0");
  }

  private Answer report(int sequence, Answer key, String counted, boolean end) {
    return hub.post(
        PATH + "/usage",
        "{\"holder\": \"%s\", \"sequence\": %d, \"end\": %s, \"keys\": [{\"keyId\": \"%s\", %s}]}"
            .formatted(holder, sequence, end, key.text("/id"), counted));
  }

  private String spent(int cost, int returned) {
    Instant now =
        jdbi.withHandle(h -> h.select("SELECT clock_timestamp()").mapTo(Instant.class).one());
    return """
        "minutes": [{"at": "%1$s", "calls": {"VALID": %2$d, "RATE_LIMITED": 1}, "allowedCost": %2$d}],
        "spent": [{"lastAt": "%1$s", "cost": %2$d}], "returned": %3$d,
        "lastUsedAt": "%1$s", "lastUsedIp": "203.0.113.7"
        """
        .formatted(now, cost, returned);
  }

  private JsonNode stats(Answer key) {
    return hub.get(KEYS + "/" + key.text("/id") + "/stats").body();
  }

  private int calls(Answer key) {
    return stats(key).at("/totalCalls").asInt();
  }
}
