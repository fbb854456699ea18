package dev.integrationshub.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ReportByRootKeyTest {
  /** Said each time, because the setting is another class's to try. */
  private static final String DISABLE = "\"policy\": \"disable\"";

  @Inject Jdbi jdbi;

  private ReportedKeys organization;
  private ReportedKeys.Key key;

  @BeforeEach
  void newKey() {
    organization = ReportedKeys.inNewOrganization(jdbi);
    key = organization.create("");
  }

  @Test
  void aLeakedKeyIsDisabledAtOnce() {
    Answer answer = organization.report(key.text(), DISABLE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    JsonNode leak = answer.body().at("/data/0");
    assertThat(leak.at("/token").asText()).isEqualTo(ReportedKeys.sha256(key.text()));
    assertThat(leak.at("/found").asBoolean()).isTrue();
    assertThat(leak.at("/keyId").asText()).isEqualTo(key.id());
    assertThat(leak.at("/organizationId").asText()).isEqualTo(organization.publicOrganizationId());
    assertThat(leak.at("/action").asText()).isEqualTo("disabled");
    assertThat(leak.at("/replacement").isNull()).isTrue();
    assertThat(organization.status(key)).isEqualTo("disabled");
    assertThat(organization.client().code(key.text(), "")).isEqualTo("DISABLED");
    assertThat(organization.leakedAt(key)).isNotEmpty();
  }

  @Test
  void theAuditAndTheEventSayWhereItWasFound() {
    organization.report(key.text(), DISABLE);
    assertThat(organization.audit(key))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.at("/actor_kind").asText()).isEqualTo("operator");
              assertThat(entry.at("/address").asText()).isEqualTo("127.0.0.1");
              assertThat(entry.at("/detail").toString())
                  .isEqualTo(
                      "{\"url\":\"https://git.example.com/.env\",\"name\":\"CI\",\"action\":\"disabled\",\"source\":\"gitleaks\"}");
            });
    assertThat(organization.events())
        .singleElement()
        .hasToString(
            "{\"keyId\":\"%s\",\"name\":\"CI\",\"prefix\":\"%s\",\"expiresAt\":null,\"source\":\"gitleaks\",\"url\":\"https://git.example.com/.env\",\"action\":\"disabled\"}"
                .formatted(key.id(), key.text().substring(0, 19)));
  }

  @Test
  void theSameReportAgainChangesNothingAndAnswersTheSame() {
    Answer first = organization.report(key.text(), DISABLE);
    String leakedAt = organization.leakedAt(key);
    for (int i = 0; i < 3; i++) {
      assertThat(organization.report(key.text(), DISABLE).body()).isEqualTo(first.body());
    }
    assertThat(organization.leakedAt(key)).isEqualTo(leakedAt);
    assertThat(organization.audit(key)).hasSize(1);
    assertThat(organization.events()).hasSize(1);
  }

  @Test
  void manyReportsAtOnceActOnce() throws Exception {
    Callable<String> report = () -> organization.report(key.text(), DISABLE).text("/data/0/action");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> action : callers.invokeAll(Collections.nCopies(20, report))) {
        assertThat(action.get()).isEqualTo("disabled");
      }
    }
    assertThat(organization.audit(key)).hasSize(1);
    assertThat(organization.events()).hasSize(1);
  }

  @Test
  void aKeyThatWasEnabledAgainIsDisabledAgain() {
    organization.report(key.text(), DISABLE);
    String leakedAt = organization.leakedAt(key);
    organization.client().patch("/api/organizations/api-keys/" + key.id(), "{\"enabled\": true}");
    assertThat(organization.status(key)).isEqualTo("active");
    assertThat(organization.report(key.text(), DISABLE).text("/data/0/action"))
        .isEqualTo("disabled");
    assertThat(organization.status(key)).isEqualTo("disabled");
    assertThat(organization.leakedAt(key)).as("the first time").isEqualTo(leakedAt);
    assertThat(organization.audit(key)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE api_key SET revoked_at = now() WHERE organization_id = ?, revoked",
    "UPDATE api_key SET disabled_at = now() WHERE organization_id = ?, disabled",
    "UPDATE api_key SET expires_at = now() WHERE organization_id = ?, expired"
  })
  void aKeyThatWorksNoMoreIsOnlyNoted(String end, String status) {
    jdbi.useHandle(handle -> handle.execute(end, organization.client().organizationId()));
    for (int i = 0; i < 2; i++) {
      Answer answer = organization.report(key.text(), DISABLE);
      assertThat(answer.body().at("/data/0/found").asBoolean()).isTrue();
      assertThat(answer.text("/data/0/action")).isEqualTo("none");
    }
    assertThat(organization.status(key)).isEqualTo(status);
    assertThat(organization.leakedAt(key)).isNotEmpty();
    assertThat(organization.audit(key)).hasSize(1);
    assertThat(organization.events()).isEmpty();
  }

  @Test
  void whatIsNoKeyOfTheHubAnswersAlikeAndChangesNothing() {
    for (String token :
        List.of(
            "ghp_somethingElse",
            HubDatabase.ROOT_KEY,
            key.text().substring(0, 50),
            ReportedKeys.unknown(),
            ReportedKeys.withWrongSecret(key))) {
      Answer answer = organization.report(token);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().at("/data/0"))
          .hasToString(
              "{\"token\":\"%s\",\"found\":false,\"keyId\":null,\"organizationId\":null,\"action\":\"none\",\"replacement\":null}"
                  .formatted(ReportedKeys.sha256(token)));
    }
    organization.expectUntouched(key);
  }

  @Test
  void tokensOfABatchAreIndependentAndAnsweredInOrder() {
    ReportedKeys other = ReportedKeys.inNewOrganization(jdbi);
    ReportedKeys.Key foreign = other.create("");
    ReportedKeys.Key bystander = other.create("");
    Answer answer =
        reportAll(
            List.of(
                "nothing",
                key.text(),
                ReportedKeys.withWrongSecret(bystander),
                foreign.text(),
                key.text()));
    assertThat(answer.body().at("/data").findValuesAsText("action"))
        .containsExactly("none", "disabled", "none", "disabled", "disabled");
    assertThat(answer.text("/data/3/organizationId")).isEqualTo(other.publicOrganizationId());
    assertThat(other.status(foreign)).isEqualTo("disabled");
    assertThat(other.status(bystander)).isEqualTo("active");
    assertThat(organization.audit(key)).hasSize(1);
  }

  @Test
  void onlyTheKeysOwnOrganizationIsTold() throws Exception {
    try (HttpsReceiver own = HttpsReceiver.start();
        HttpsReceiver foreign = HttpsReceiver.start()) {
      new TestHub(organization.client(), jdbi).webhookTo(own, "");
      TestHub other = TestHub.inNewOrganization(jdbi);
      other.webhookTo(foreign, "");
      organization.report(key.text(), DISABLE);
      assertThat(own.takeRequest().bodyText())
          .contains("\"type\":\"api_key.leaked\"", key.id())
          .doesNotContain(key.text());
      assertThat(foreign.requests()).isEmpty();
      assertThat(
              other.count(
                  "SELECT count(*) FROM event WHERE organization_id = ?",
                  other.client().organizationId()))
          .isZero();
    }
  }

  @Test
  void theTokenIsNeitherLoggedNorStoredNorAnswered() {
    String wrong = ReportedKeys.withWrongSecret(key);
    try (CapturedLog log = CapturedLog.open()) {
      List<Answer> answers =
          List.of(
              reportAll(List.of(key.text(), wrong)),
              organization.root().post("/api/leaks", "{\"leaks\": [" + key.text() + "]}"),
              organization.root().post("/api/leaks", "{\"leaks\": [\"" + key.text() + "\"]}"),
              organization
                  .root()
                  .post("/api/leaks", "{\"leaks\": [{\"tokn\": \"" + key.text() + "\"}]}"));
      assertThat(answers).extracting(Answer::status).containsExactly(200, 400, 400, 400);
      assertThat(answers)
          .allSatisfy(
              answer ->
                  assertThat(answer.body().toString()).doesNotContain(secret(key.text()), wrong));
      assertThat(log.lines())
          .allSatisfy(line -> assertThat(line).doesNotContain(secret(key.text()), wrong));
    }
    assertThat(organization.audit(key).toString()).doesNotContain(secret(key.text()));
    assertThat(organization.events().toString()).doesNotContain(secret(key.text()));
  }

  @Test
  void aReportOfMoreThan100TokensIsRefusedByNameOfTheLimit() {
    assertThat(reportAll(Collections.nCopies(100, "x")).status()).isEqualTo(200);
    Answer refused =
        reportAll(IntStream.range(0, 101).mapToObj(i -> key.text()).collect(Collectors.toList()));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).contains("/leaks", "101", "100");
    organization.expectUntouched(key);
  }

  /** Asked before the body is sent, so that the answer is not lost with the connection. */
  @Test
  void aBodyBeyondTheLimitIsRefused() throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var request =
          HttpRequest.newBuilder(organization.client().hub().resolve("/api/leaks"))
              .header("Authorization", "Bearer " + HubDatabase.ROOT_KEY)
              .header("Content-Type", "application/json")
              .expectContinue(true)
              .POST(HttpRequest.BodyPublishers.ofString("x".repeat(4 * 1024 * 1024 + 1)))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(413);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/leaks",
        "{\"leaks\": []}|/leaks",
        "{\"leaks\": [null]}|/leaks/0/token",
        "{\"leaks\": [{}]}|/leaks/0/token",
        "{\"leaks\": [{\"token\": \" \"}]}|/leaks/0/token",
        "{\"leaks\": [{\"token\": {}}]}|/leaks/0/token",
        "{\"leaks\": [{\"token\": \"x\", \"url\": \"a\\u0000b\"}]}|control characters",
        "{\"leaks\": [{\"token\": \"x\", \"source\": \"a\\nb\"}]}|control characters",
        "{\"leaks\": [{\"token\": \"x\", \"link\": \"y\"}]}|/leaks/0/link",
        "[]|JSON object",
        "null|JSON object",
      })
  void anInvalidReportIsRefusedByNameOfItsFault(String body, String detail) {
    Answer refused = organization.root().post("/api/leaks", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).contains(detail);
  }

  @Test
  void anOverlongUrlIsRefusedByNameOfTheLimit() {
    Answer refused =
        organization
            .root()
            .post(
                "/api/leaks",
                "{\"leaks\": [{\"token\": \"%s\", \"url\": \"%s\"}]}"
                    .formatted(key.text(), "u".repeat(2_001)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).contains("/leaks/0/url", "2001", "2000");
    organization.expectUntouched(key);
  }

  @Test
  void anOrganizationsOwnKeyMayNotReport() {
    ReportedKeys.Key powerful = organization.create("\"rateLimitPerHour\": 10");
    Answer refused =
        organization.client().with(powerful.text()).post("/api/leaks", "{\"leaks\": []}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("/detail")).contains("root key");
  }

  @Test
  void withoutACredentialBothWaysAreNamed() {
    Answer refused =
        new HubClient(organization.client().hub(), Map.of())
            .post("/api/leaks", "{\"leaks\": [{\"token\": \"" + key.text() + "\"}]}");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(refused.text("/detail"))
        .contains("root key", "Github-Public-Key-Identifier", "Github-Public-Key-Signature");
    organization.expectUntouched(key);
  }

  private Answer reportAll(List<String> tokens) {
    return organization
        .root()
        .post(
            "/api/leaks",
            tokens.stream()
                .map(token -> "{\"token\": \"" + token + "\"}")
                .collect(Collectors.joining(",", "{\"leaks\": [", "], " + DISABLE + "}")));
  }

  private static String secret(String key) {
    return key.substring(20);
  }
}
