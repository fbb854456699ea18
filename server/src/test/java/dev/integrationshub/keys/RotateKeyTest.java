package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class RotateKeyTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\", \"users:write\"]";

  @Inject Jdbi jdbi;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void newKeyHasTheOldOnesSettingsAndASecretOfItsOwn() {
    Answer old =
        hub.createKey(
            "CI",
            SCOPES
                + ", \"rateLimitPerHour\": 7, \"ipAllowlist\": [\"203.0.113.0/24\"]"
                + ", \"expiresIn\": \"30d\"");
    Answer fresh = rotate(old, "1h");
    assertThat(fresh.status()).isEqualTo(201);
    assertThat(fresh.header("Cache-Control")).isEqualTo("no-store");
    assertThat(fresh.header("Location")).endsWith(KEYS + "/" + fresh.text("/id"));
    for (String same : List.of("/name", "/scopes", "/rateLimitPerHour", "/ipAllowlist")) {
      assertThat(fresh.body().at(same)).isEqualTo(old.body().at(same));
    }
    assertThat(fresh.text("/key")).isNotEqualTo(old.text("/key"));
    assertThat(fresh.text("/prefix")).isNotEqualTo(old.text("/prefix"));
    assertThat(Duration.between(time(fresh, "/createdAt"), time(fresh, "/expiresAt")))
        .isEqualTo(Duration.between(time(old, "/createdAt"), time(old, "/expiresAt")));
    assertThat(show(old).text("/replacedBy")).isEqualTo(fresh.text("/id"));
    assertThat(show(fresh).body().at("/key").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"15m, 900", "1h, 3600", "6h, 21600", "24h, 86400"})
  void bothKeysAreGoodUntilTheOverlapEnds(String overlap, long seconds) {
    Answer old = hub.createKey("CI", SCOPES);
    Answer fresh = rotate(old, overlap);
    assertThat(hub.code(old.text("/key"), "")).isEqualTo("VALID");
    assertThat(hub.code(fresh.text("/key"), "")).isEqualTo("VALID");
    assertThat(time(show(old), "/expiresAt"))
        .isEqualTo(time(fresh, "/createdAt").plusSeconds(seconds));
    assertThat(fresh.body().at("/expiresAt").isNull()).isTrue();
  }

  @Test
  void withoutOverlapTheOldKeyIsExpiredAtOnce() {
    Answer old = hub.createKey("CI", SCOPES);
    Answer fresh = rotate(old, "0");
    assertThat(hub.code(old.text("/key"), "")).isEqualTo("EXPIRED");
    assertThat(hub.code(fresh.text("/key"), "")).isEqualTo("VALID");
    assertThat(show(old).text("/status")).isEqualTo("expired");
  }

  @Test
  void overlapNeverLengthensTheOldKeysLife() {
    Instant soon = Instant.now().plusSeconds(600);
    Answer old = hub.createKey("CI", SCOPES + ", \"expiresAt\": \"" + soon + "\"");
    rotate(old, "24h");
    assertThat(time(show(old), "/expiresAt")).isEqualTo(time(old, "/expiresAt"));
  }

  @Test
  void onlyAnActiveKeyThatWasNotRotatedBeforeCanBe() {
    Answer old = hub.createKey("CI", SCOPES);
    Answer fresh = rotate(old, "24h");
    Answer again = rotate(old, "24h");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("/detail")).contains(fresh.text("/id"));

    hub.patch(path(fresh), "{\"enabled\": false}");
    assertConflict(fresh, "disabled");
    hub.patch(path(fresh), "{\"enabled\": true}");
    hub.delete(path(fresh));
    assertConflict(fresh, "revoked");

    Answer expired = hub.createKey("CI", SCOPES);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE api_key SET expires_at = now() WHERE id = ?",
                IdKind.API_KEY.parse(expired.text("/id")).orElseThrow()));
    assertConflict(expired, "expired");
  }

  @Test
  void rotationIsAuditedAndSaysWhatBecameOfBothKeys() {
    Answer old = hub.createKey("CI", SCOPES);
    Answer fresh = rotate(old, "1h");
    Answer log = hub.get("/api/organizations/audit-log?target=" + old.text("/id"));
    assertThat(log.text("/data/0/action")).isEqualTo("api_key.rotated");
    assertThat(log.text("/data/0/detail/replacedBy")).isEqualTo(fresh.text("/id"));
    Answer ofNew = hub.get("/api/organizations/audit-log?target=" + fresh.text("/id"));
    assertThat(ofNew.text("/data/0/detail/replaces")).isEqualTo(old.text("/id"));
    assertThat(log.body() + "" + ofNew.body()).doesNotContain(fresh.text("/key").substring(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"overlap\": \"2h\"}", "{\"overlap\": null}", "{\"x\": 1}"})
  void unclearOverlapIsRefusedAndChangesNothing(String body) {
    Answer old = hub.createKey("CI", SCOPES);
    assertThat(hub.post(path(old) + "/rotate", body).status()).isEqualTo(400);
    assertThat(show(old).body().at("/replacedBy").isNull()).isTrue();
  }

  @Test
  void otherOrganizationsKeysAndReadersCannotRotate() {
    Answer old = hub.createKey("CI", SCOPES);
    HubClient other = HubClient.operatorOfNewOrganization(jdbi);
    assertThat(other.post(path(old) + "/rotate", "{\"overlap\": \"0\"}").status()).isEqualTo(404);
    HubClient reader =
        hub.with(hub.createKey("r", "\"scopes\": [\"organization:read\"]").text("/key"));
    assertThat(reader.post(path(old) + "/rotate", "{\"overlap\": \"0\"}").status()).isEqualTo(403);
    assertThat(hub.code(old.text("/key"), "")).isEqualTo("VALID");
  }

  @Test
  void rotationsAtOnceMakeOneNewKey() {
    Answer old = hub.createKey("CI", SCOPES);
    List<Integer> statuses =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> rotate(old, "1h").status())
            .sorted()
            .toList();
    assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
  }

  private void assertConflict(Answer key, String why) {
    Answer answer = rotate(key, "0");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("/detail")).contains(why);
  }

  private Answer rotate(Answer key, String overlap) {
    return hub.post(path(key) + "/rotate", "{\"overlap\": \"" + overlap + "\"}");
  }

  private Answer show(Answer key) {
    return hub.get(path(key));
  }

  private static String path(Answer key) {
    return KEYS + "/" + key.text("/id");
  }

  private static Instant time(Answer answer, String pointer) {
    return Instant.parse(answer.text(pointer));
  }
}
