package dev.integrationshub.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class RotateLeakedKeyTest {
  private static final String ROTATE = "\"policy\": \"rotate\"";

  @Inject Jdbi jdbi;

  private ReportedKeys organization;
  private ReportedKeys.Key key;

  @BeforeEach
  void newKey() {
    organization = ReportedKeys.inNewOrganization(jdbi);
    key = organization.create("\"rateLimitPerHour\": 500, \"ipAllowlist\": [\"127.0.0.1\"]");
  }

  @Test
  void theReplacementIsInTheAnswerAndBothKeysWork() {
    Answer answer = organization.report(key.text(), ROTATE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.text("/data/0/action")).isEqualTo("rotated");
    assertThat(answer.text("/data/0/keyId")).isEqualTo(key.id());
    JsonNode replacement = answer.body().at("/data/0/replacement");
    assertThat(replacement.at("/name").asText()).isEqualTo("CI");
    assertThat(replacement.at("/rateLimitPerHour").asInt()).isEqualTo(500);
    assertThat(replacement.at("/ipAllowlist/0").asText()).isEqualTo("127.0.0.1");
    String fresh = replacement.at("/key").asText();
    for (String text : List.of(fresh, key.text())) {
      assertThat(organization.client().code(text, "\"ip\": \"127.0.0.1\"")).isEqualTo("VALID");
    }
    JsonNode old = stored();
    assertThat(old.at("/replacedBy").asText()).isEqualTo(replacement.at("/id").asText());
    assertThat(old.at("/leakedAt").isNull()).isFalse();
    assertExpiresIn(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({"15m, PT15M", "6h, PT6H", "24h, PT24H"})
  void theOldKeyWorksForTheOverlap(String overlap, Duration expected) {
    organization.report(key.text(), ROTATE + ", \"overlap\": \"" + overlap + "\"");
    assertExpiresIn(expected);
  }

  @Test
  void withoutAnOverlapTheOldKeyEndsAtOnce() {
    organization.report(key.text(), ROTATE + ", \"overlap\": \"0\"");
    assertThat(organization.status(key)).isEqualTo("expired");
  }

  @Test
  void theSameReportAgainMakesNoSecondReplacement() {
    organization.report(key.text(), ROTATE);
    String leakedAt = organization.leakedAt(key);
    for (String again : List.of(ROTATE, ROTATE + ", \"overlap\": \"0\"")) {
      Answer answer = organization.report(key.text(), again);
      assertThat(answer.text("/data/0/action")).isEqualTo("rotated");
      assertThat(answer.body().at("/data/0/replacement").isNull()).isTrue();
    }
    assertExpiresIn(Duration.ofHours(1));
    assertThat(organization.leakedAt(key)).isEqualTo(leakedAt);
    assertThat(organization.audit(key)).hasSize(1);
    assertThat(organization.events()).hasSize(1);
    assertThat(keys()).isEqualTo(2);
  }

  @Test
  void manyReportsAtOnceMakeOneReplacement() throws Exception {
    Callable<Boolean> report =
        () -> organization.report(key.text(), ROTATE).body().at("/data/0/replacement").isObject();
    List<Boolean> handedOut = new ArrayList<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> answer : callers.invokeAll(Collections.nCopies(10, report))) {
        handedOut.add(answer.get());
      }
    }
    assertThat(handedOut).containsOnlyOnce(true);
    assertThat(keys()).isEqualTo(2);
  }

  @Test
  void theEventSaysWhenTheOldKeyEnds() {
    organization.report(key.text(), ROTATE);
    assertThat(organization.events())
        .singleElement()
        .satisfies(
            data -> {
              assertThat(data.at("/action").asText()).isEqualTo("rotated");
              assertThat(Instant.parse(data.at("/expiresAt").asText()))
                  .isEqualTo(Instant.parse(stored().at("/expiresAt").asText()));
            });
  }

  @Test
  void whoeverThenAsksForItDisablesTheOldKeyWithinItsOverlap() {
    organization.report(key.text(), ROTATE);
    Answer answer = organization.report(key.text(), "\"policy\": \"disable\"");
    assertThat(answer.text("/data/0/action")).isEqualTo("disabled");
    assertThat(organization.status(key)).isEqualTo("disabled");
  }

  @Test
  void aKeyThatWasRotatedByHandOnlyEndsSooner() {
    organization
        .client()
        .post("/api/organizations/api-keys/" + key.id() + "/rotate", "{\"overlap\": \"24h\"}");
    Answer answer = organization.report(key.text(), ROTATE);
    assertThat(answer.text("/data/0/action")).isEqualTo("rotated");
    assertThat(answer.body().at("/data/0/replacement").isNull()).isTrue();
    assertExpiresIn(Duration.ofHours(1));
    assertThat(keys()).isEqualTo(2);
  }

  @Test
  void whereThereIsNoRoomForAReplacementTheKeyIsDisabled() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO organization_limit (organization_id, api_keys) VALUES (?, 1)",
                organization.client().organizationId()));
    Answer answer = organization.report(key.text(), ROTATE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/data/0/action")).isEqualTo("disabled");
    assertThat(answer.body().at("/data/0/replacement").isNull()).isTrue();
    assertThat(organization.status(key)).isEqualTo("disabled");
    assertThat(stored().at("/expiresAt").isNull()).as("nothing is left of the attempt").isTrue();
    assertThat(keys()).isEqualTo(1);
  }

  /** The database itself refuses one of the keys, as it might for any reason. */
  @Test
  void aReplacementIsHandedOutThoughALaterTokenFails() {
    ReportedKeys.Key unlucky = organization.create("");
    ReportedKeys.Key last = organization.create("");
    breakChangesOf(unlucky);
    try {
      Answer answer =
          organization
              .root()
              .post(
                  "/api/leaks",
                  "{\"leaks\": [{\"token\": \"%s\"}, {\"token\": \"%s\"}, {\"token\": \"%s\"}], %s}"
                      .formatted(key.text(), unlucky.text(), last.text(), ROTATE));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().at("/data").findValuesAsText("action"))
          .containsExactly("rotated", "failed", "failed");
      assertThat(answer.text("/data/0/replacement/key")).startsWith("ihk_live_");
      assertThat(organization.status(unlucky)).isEqualTo("active");
      assertThat(organization.report(unlucky.text()).status())
          .as("with nothing to hand out, the whole report fails")
          .isEqualTo(500);
    } finally {
      jdbi.useHandle(handle -> handle.execute("DROP FUNCTION refuse_change CASCADE"));
    }
    assertThat(organization.report(unlucky.text(), ROTATE).text("/data/0/action"))
        .as("and may come again")
        .isEqualTo("rotated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"policy\": \"revoke\"", "\"policy\": \"\"", "\"overlap\": \"2h\""})
  void whatIsNoPolicyOrOverlapIsRefused(String members) {
    Answer refused = organization.report(key.text(), members);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).containsAnyOf("disable or rotate", "0, 15m, 1h, 6h or 24h");
    organization.expectUntouched(key);
  }

  @Test
  void neitherKeyIsLoggedOrStored() {
    try (CapturedLog log = CapturedLog.open()) {
      String fresh = organization.report(key.text(), ROTATE).text("/data/0/replacement/key");
      for (String secret : List.of(key.text().substring(20), fresh.substring(20))) {
        assertThat(log.lines()).allSatisfy(line -> assertThat(line).doesNotContain(secret));
        assertThat(organization.audit(key).toString()).doesNotContain(secret);
        assertThat(organization.events().toString()).doesNotContain(secret);
      }
    }
  }

  private void breakChangesOf(ReportedKeys.Key broken) {
    jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$
              """);
          handle.execute(
              """
              CREATE TRIGGER refuse_change BEFORE UPDATE ON api_key FOR EACH ROW
              WHEN (OLD.prefix = '%s') EXECUTE FUNCTION refuse_change()
              """
                  .formatted(broken.text().substring(0, 19)));
        });
  }

  private JsonNode stored() {
    return organization.client().get("/api/organizations/api-keys/" + key.id()).body();
  }

  private void assertExpiresIn(Duration expected) {
    assertThat(organization.status(key)).isEqualTo("active");
    assertThat(Instant.parse(stored().at("/expiresAt").asText()))
        .isCloseTo(Instant.now().plus(expected), within(1, ChronoUnit.MINUTES));
  }

  private long keys() {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "SELECT count(*) FROM api_key WHERE organization_id = ?",
                    organization.client().organizationId())
                .mapTo(Long.class)
                .one());
  }
}
