package dev.integrationshub.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signed reports against the whole hub, under the policy rotate. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
@TestProfile(GitHubProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportByGitHubTest {
  private static final String URL = "https://github.com/octocat/hello/blob/main/.env";

  private final GitHubSigner signer = GitHubSigner.create("bcb53661c06b4728");

  @Inject Jdbi jdbi;

  private HttpsReceiver gitHub;
  private ReportedKeys organization;
  private ReportedKeys.Key key;

  @BeforeAll
  void serveKeys() {
    gitHub = HttpsReceiver.startAt(GitHubProfile.port());
    gitHub.answerAlways(
        dev.integrationshub.egress.Answer.of(200, Map.of(), GitHubSigner.document(signer)));
  }

  @AfterAll
  void stop() throws Exception {
    gitHub.close();
  }

  @BeforeEach
  void newKey() {
    organization = ReportedKeys.inNewOrganization(jdbi);
    key = organization.create("");
  }

  @Test
  void aSignedReportDisablesTheKeyAndIsAnsweredInGitHubsForm() {
    Answer answer = send(List.of(key.text()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .hasToString(
            "[{\"token_hash\":\"%s\",\"token_type\":\"hub_api_key\",\"label\":\"true_positive\"}]"
                .formatted(ReportedKeys.sha256(key.text())));
    assertThat(organization.status(key))
        .as("GitHub can't be handed a replacement, so rotate acts as disable")
        .isEqualTo("disabled");
  }

  @Test
  void theHubItselfIsTheActorAndGitHubTheSource() {
    send(List.of(key.text()));
    assertThat(organization.audit(key))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.at("/actor_kind").asText()).isEqualTo("hub");
              assertThat(entry.at("/actor_id").isNull()).isTrue();
              assertThat(entry.at("/address").isNull()).isTrue();
              assertThat(entry.at("/detail/source").asText()).isEqualTo("github");
              assertThat(entry.at("/detail/url").asText()).isEqualTo(URL);
            });
    assertThat(organization.events())
        .singleElement()
        .satisfies(data -> assertThat(data.at("/source").asText()).isEqualTo("github"));
  }

  @Test
  void aReportSentAgainIsNoHarm() {
    JsonNode first = send(List.of(key.text())).body();
    assertThat(send(List.of(key.text())).body()).isEqualTo(first);
    assertThat(organization.audit(key)).hasSize(1);
    assertThat(organization.events()).hasSize(1);
  }

  @Test
  void aKeyThatTheProductHasRotatedForItsLeakKeepsItsOverlap() {
    Answer rotated = organization.report(key.text());
    assertThat(rotated.text("/data/0/action")).as("HUB_LEAK_POLICY").isEqualTo("rotated");
    assertThat(send(List.of(key.text())).text("/0/label")).isEqualTo("true_positive");
    assertThat(organization.status(key)).isEqualTo("active");
    assertThat(organization.audit(key)).hasSize(1);
  }

  @Test
  void falsePositivesAreLabelledSoAndChangeNothing() {
    Answer answer =
        send(List.of("no key", ReportedKeys.unknown(), ReportedKeys.withWrongSecret(key)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().findValuesAsText("label"))
        .containsExactly("false_positive", "false_positive", "false_positive");
    organization.expectUntouched(key);
  }

  @Test
  void aBatchMayBeLargerThanARootKeys() {
    List<String> tokens =
        Stream.concat(Stream.generate(() -> "no key").limit(500), Stream.of(key.text())).toList();
    Answer answer = send(tokens);
    assertThat(answer.body().size()).isEqualTo(501);
    assertThat(answer.text("/500/label")).isEqualTo("true_positive");
    assertThat(organization.status(key)).isEqualTo("disabled");
  }

  @Test
  void noLeakIsLostForTheSakeOfItsUrlOrOfNewFields() {
    String body =
        "[{\"token\": \"%s\", \"type\": \"t\", \"url\": \"a\\u0000\\n%s\", \"new\": [1]}]"
            .formatted(key.text(), "u".repeat(5_000));
    assertThat(signer.send(organization.client().hub(), body).status()).isEqualTo(200);
    assertThat(organization.audit(key).getFirst().at("/detail/url").asText())
        .isEqualTo("a" + "u".repeat(1_999));
  }

  @Test
  void aTamperedBodyIsRefused() {
    String signed = body(List.of("some other token"));
    String tampered = body(List.of(key.text()));
    expectRefused(signer.send(organization.client().hub(), tampered, signer.sign(signed)));
  }

  @Test
  void aWrongSignatureIsRefused() {
    String body = body(List.of(key.text()));
    GitHubSigner forger = GitHubSigner.create(signer.identifier());
    expectRefused(forger.send(organization.client().hub(), body));
    expectRefused(signer.send(organization.client().hub(), body, "not base64!"));
  }

  @Test
  void anUnknownKeyIdentifierIsRefusedAndAsksGitHubOnceAMinute() {
    send(List.of("no key"));
    gitHub.requests().clear();
    for (int i = 0; i < 5; i++) {
      GitHubSigner forger = GitHubSigner.create("forged-" + i);
      expectRefused(forger.send(organization.client().hub(), body(List.of(key.text()))));
    }
    assertThat(gitHub.requests()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void oneHeaderAloneIsNoCredential() {
    for (String header : List.of(ProveGitHub.KEY_HEADER, ProveGitHub.SIGNATURE_HEADER)) {
      Answer refused =
          new HubClient(organization.client().hub(), Map.of(header, "x"))
              .post("/api/leaks", body(List.of(key.text())));
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text("/detail")).contains("root key", ProveGitHub.SIGNATURE_HEADER);
    }
  }

  @Test
  void aSignedBodyOfAnotherFormIsRefused() {
    for (String body : List.of("{}", "[{}]", "[null]", "[", "")) {
      Answer refused = signer.send(organization.client().hub(), body);
      assertThat(refused.status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void neitherLogNorAnswerHoldsTheToken() {
    try (CapturedLog log = CapturedLog.open()) {
      Answer answer = send(List.of(key.text()));
      assertThat(answer.body().toString()).doesNotContain(key.text().substring(20));
      assertThat(log.lines())
          .allSatisfy(line -> assertThat(line).doesNotContain(key.text().substring(20)));
    }
  }

  private Answer send(List<String> tokens) {
    return signer.send(organization.client().hub(), body(tokens));
  }

  private static String body(List<String> tokens) {
    return tokens.stream()
        .map(
            token ->
                "{\"source\":\"commit\",\"token\":\"%s\",\"type\":\"hub_api_key\",\"url\":\"%s\"}"
                    .formatted(token, URL))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void expectRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    organization.expectUntouched(key);
  }
}
