package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.keys.KeyStream;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.usage.FlushUsage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class VerifyResourceTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";

  @Inject Jdbi jdbi;
  @Inject FlushUsage flush;
  @Inject KeyStream stream;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void validKeyTellsWhoseItIs() {
    Answer created = hub.createKey("CI", SCOPES);
    Answer answer = hub.verify(created.text("/key"), "\"scopes\": [\"recordings:read\"]");
    assertThat(answer.body().at("/valid").asBoolean()).isTrue();
    assertThat(answer.text("/code")).isEqualTo("VALID");
    assertThat(answer.text("/keyId")).isEqualTo(created.text("/id"));
    assertThat(answer.text("/organizationId"))
        .isEqualTo(IdKind.ORGANIZATION.format(hub.organizationId()));
    assertThat(answer.text("/name")).isEqualTo("CI");
    assertThat(answer.text("/scopes/0")).isEqualTo("recordings:read");
    assertThat(answer.body().at("/expiresAt").isNull()).isTrue();
    assertThat(answer.body().at("/rateLimit").isNull()).isTrue();
  }

  @Test
  void unknownIdAndWrongSecretAnswerAlikeAndTellNothing() {
    String key = hub.createKey("CI", SCOPES).text("/key");
    Answer unknownId =
        hub.verify(HubClient.withChecksum("ihk_live_aaaaaaaaaa_" + key.substring(20, 52)), "");
    Answer wrongSecret =
        hub.verify(HubClient.withChecksum(key.substring(0, 20) + "a".repeat(32)), "");
    assertThat(unknownId.text("/code")).isEqualTo("NOT_FOUND");
    assertThat(wrongSecret.body()).isEqualTo(unknownId.body());
    assertThat(wrongSecret.body().at("/keyId").isNull()).isTrue();
    assertThat(hub.get(KEYS).body().at("/data/0/lastUsedAt").isNull()).isTrue();
  }

  @Test
  void whatIsNoKeyIsMalformed() {
    String key = hub.createKey("CI", SCOPES).text("/key");
    assertThat(hub.code(key.substring(1), "")).isEqualTo("MALFORMED");
    assertThat(hub.code(key + "0", "")).isEqualTo("MALFORMED");
    assertThat(hub.code("", "")).isEqualTo("MALFORMED");
    assertThat(hub.code("x".repeat(100_000), "")).isEqualTo("MALFORMED");
    assertThat(hub.verify("nonsense", "").body().at("/valid").asBoolean()).isFalse();
  }

  @Test
  void eachFaultHasItsCode() {
    Answer created = hub.createKey("CI", SCOPES + ", \"ipAllowlist\": [\"203.0.113.0/24\"]");
    String key = created.text("/key");
    String path = KEYS + "/" + created.text("/id");
    String inside = "\"ip\": \"203.0.113.7\"";
    assertThat(hub.code(key, inside)).isEqualTo("VALID");
    assertThat(hub.code(key, "\"ip\": \"::ffff:203.0.113.7\"")).isEqualTo("VALID");
    assertThat(hub.code(key, "\"ip\": \"198.51.100.7\"")).isEqualTo("IP_NOT_ALLOWED");
    assertThat(hub.code(key, "")).isEqualTo("IP_NOT_ALLOWED");
    assertThat(hub.code(key, inside + ", \"scopes\": [\"users:read\"]"))
        .isEqualTo("INSUFFICIENT_SCOPE");
    assertThat(hub.code(key, inside + ", \"scopes\": []")).isEqualTo("VALID");
    hub.patch(path, "{\"enabled\": false}");
    assertThat(hub.code(key, inside)).isEqualTo("DISABLED");
    hub.patch(path, "{\"enabled\": true}");
    expireAfter(created, "-1 second");
    assertThat(hub.code(key, inside)).isEqualTo("EXPIRED");
    expireAfter(created, "1 hour");
    assertThat(hub.code(key, inside)).isEqualTo("VALID");
    hub.delete(path);
    assertThat(hub.code(key, inside)).isEqualTo("REVOKED");
  }

  @Test
  void limitCountsAllowedCostOnly() {
    String key =
        hub.createKey(
                "CI", SCOPES + ", \"rateLimitPerHour\": 10, \"ipAllowlist\": [\"203.0.113.0/24\"]")
            .text("/key");
    String inside = "\"ip\": \"203.0.113.7\"";
    Answer first = hub.verify(key, inside + ", \"cost\": 7");
    assertThat(first.text("/rateLimit/limit")).isEqualTo("10");
    assertThat(first.text("/rateLimit/remaining")).isEqualTo("3");
    Instant resetAt = Instant.parse(first.text("/rateLimit/resetAt"));
    Instant now = jdbi.withHandle(h -> h.select("SELECT now()").mapTo(Instant.class).one());
    assertThat(resetAt).isBetween(now.plusSeconds(3590), now.plusSeconds(3602));
    assertThat(hub.code(key, "\"ip\": \"198.51.100.7\"")).isEqualTo("IP_NOT_ALLOWED");
    assertThat(hub.code(key, inside + ", \"cost\": 4")).isEqualTo("RATE_LIMITED");
    assertThat(hub.verify(key, inside + ", \"cost\": 3").text("/rateLimit/remaining"))
        .isEqualTo("0");
    Answer last = hub.verify(key, inside);
    assertThat(last.text("/code")).isEqualTo("RATE_LIMITED");
    assertThat(last.body().at("/valid").asBoolean()).isFalse();
    assertThat(Instant.parse(last.text("/rateLimit/resetAt")))
        .as("a second counts from its last call on")
        .isBetween(resetAt, resetAt.plusSeconds(1));
  }

  @Test
  void concurrentCallersNeverExceedTheLimit() throws Exception {
    String key = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 20").text("/key");
    List<String> codes = new ArrayList<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var start = new CountDownLatch(1);
      List<Future<String>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(
            callers.submit(
                () -> {
                  start.await();
                  return hub.code(key, "");
                }));
      }
      start.countDown();
      for (Future<String> call : calls) {
        codes.add(call.get());
      }
    }
    assertThat(codes.stream().filter("VALID"::equals)).hasSize(20);
    assertThat(codes.stream().filter("RATE_LIMITED"::equals)).hasSize(30);
  }

  @Test
  void allowedCallCountsForItsWholeHourAndNoSecondLonger() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 5");
    String key = created.text("/key");
    allow(created, 3_590, 4);
    allow(created, 3_602, 100);
    assertThat(hub.verify(key, "").text("/rateLimit/remaining")).isEqualTo("0");
    assertThat(hub.code(key, "")).isEqualTo("RATE_LIMITED");
  }

  @Test
  void changedLimitHoldsAtOnce() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 1000");
    String key = created.text("/key");
    String path = KEYS + "/" + created.text("/id");
    assertThat(hub.code(key, "\"cost\": 3")).isEqualTo("VALID");
    hub.patch(path, "{\"rateLimitPerHour\": 4}");
    flush.flush();
    flush.flush();
    assertThat(hub.code(key, "\"cost\": 2")).isEqualTo("RATE_LIMITED");
    await().until(() -> hub.code(key, ""), "VALID"::equals);
    assertThat(hub.code(key, "")).isEqualTo("RATE_LIMITED");
    hub.patch(path, "{\"rateLimitPerHour\": 5}");
    assertThat(hub.code(key, "")).isEqualTo("VALID");
    hub.patch(path, "{\"rateLimitPerHour\": null}");
    Answer unlimited = hub.verify(key, "");
    assertThat(unlimited.text("/code")).isEqualTo("VALID");
    assertThat(unlimited.body().at("/rateLimit").isNull()).isTrue();
  }

  @Test
  void attemptsWithAWrongSecretAreNotedForTheKeyAndAreNoCalls() {
    Answer created = hub.createKey("CI", SCOPES);
    String wrong = HubClient.withChecksum(created.text("/key").substring(0, 20) + "a".repeat(32));
    hub.verify(wrong, "");
    hub.verify(wrong, "");
    flush.flush();
    assertThat(usage(created))
        .isEqualTo("0 valid at a cost of 0, 0 rate limited, 0 without scope, 2 wrong secrets");
    assertThat(hub.get(KEYS + "/" + created.text("/id")).body().at("/lastUsedAt").isNull())
        .isTrue();
  }

  @Test
  void usageCountsEveryCallByItsCode() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 2");
    String key = created.text("/key");
    hub.verify(key, "\"cost\": 2");
    hub.verify(key, "");
    hub.verify(key, "");
    hub.verify(key, "\"scopes\": [\"users:read\"]");
    flush.flush();
    assertThat(usage(created))
        .isEqualTo("1 valid at a cost of 2, 2 rate limited, 1 without scope, 0 wrong secrets");
  }

  @Test
  void callLeavesItsTimeAndAddress() {
    Answer created = hub.createKey("CI", SCOPES);
    String path = KEYS + "/" + created.text("/id");
    hub.verify(created.text("/key"), "\"ip\": \"2001:db8:0:0::7\"");
    flush.flush();
    Answer first = hub.get(path);
    assertThat(first.text("/lastUsedIp")).isEqualTo("2001:db8::7");
    assertThat(Instant.parse(first.text("/lastUsedAt")))
        .isAfterOrEqualTo(Instant.parse(created.text("/createdAt")).minusSeconds(1));
    hub.verify(created.text("/key"), "");
    flush.flush();
    assertThat(hub.get(path).text("/lastUsedIp")).isEqualTo("2001:db8::7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"key\": \"k\", \"cost\": 0}",
        "{\"key\": \"k\", \"cost\": 1000001}",
        "{\"key\": \"k\", \"ip\": \"example.com\"}",
        "{\"key\": \"k\", \"ip\": \"203.0.113.0/24\"}",
        "{\"key\": \"k\", \"scopes\": [null]}",
        "{\"key\": \"k\", \"token\": \"t\"}",
        "null",
      })
  void unclearQuestionIsRefusedNotAnswered(String body) {
    assertThat(hub.post("/api/keys/verify", body).status()).isEqualTo(400);
  }

  @Test
  void onlyTheOperatorMayVerify() {
    String key = hub.createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key");
    String body = "{\"key\": \"" + key + "\"}";
    assertThat(hub.with(key).post("/api/keys/verify", body).status()).isEqualTo(403);
    assertThat(hub.with("unknown").post("/api/keys/verify", body).status()).isEqualTo(401);
  }

  @Test
  void undecidableIsUnavailableNotInvalid() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 5");
    jdbi.useHandle(handle -> handle.execute("ALTER TABLE rate_use RENAME TO rate_lost"));
    try {
      Answer answer = hub.post("/api/keys/verify", "{\"key\": \"" + created.text("/key") + "\"}");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    } finally {
      jdbi.useHandle(handle -> handle.execute("ALTER TABLE rate_lost RENAME TO rate_use"));
    }
    assertThat(hub.code(created.text("/key"), "")).isEqualTo("VALID");
  }

  private static UUID id(Answer created) {
    return IdKind.API_KEY.parse(created.text("/id")).orElseThrow();
  }

  private void expireAfter(Answer created, String interval) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE api_key SET expires_at = now() + CAST(? AS interval) WHERE id = ?",
                interval,
                id(created)));
    stream.catchUp();
  }

  private void allow(Answer created, int secondsAgo, int cost) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO rate_use (key_id, second, last_at, cost)
                    VALUES (:key, date_trunc('second', now() - make_interval(secs => :ago)),
                            now() - make_interval(secs => :ago), :cost)
                    """)
                .bind("key", id(created))
                .bind("ago", secondsAgo)
                .bind("cost", cost)
                .execute());
  }

  private String usage(Answer created) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT sum(valid) || ' valid at a cost of ' || sum(allowed_cost) || ', '
                           || sum(rate_limited) || ' rate limited, '
                           || sum(insufficient_scope) || ' without scope, '
                           || sum(wrong_secret) || ' wrong secrets'
                    FROM usage_minute WHERE key_id = :id
                    """)
                .bind("id", id(created))
                .mapTo(String.class)
                .one());
  }
}
