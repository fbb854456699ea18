package dev.integrationshub.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.egress.SendRequest;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.problems.ProblemException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching through the hub's own sender, by a clock that the test sets. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class GitHubKeysTest {
  private final GitHubSigner one = GitHubSigner.create("one");
  private final GitHubSigner two = GitHubSigner.create("two");

  @Inject SendRequest send;
  @Inject ObjectMapper json;

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private HttpsReceiver gitHub;
  private GitHubKeys keys;

  @BeforeEach
  void start() {
    gitHub = HttpsReceiver.start();
    keys = new GitHubKeys(() -> now, new FetchGitHubKeys(send, json));
    serve(one);
  }

  @AfterEach
  void stop() throws Exception {
    gitHub.close();
  }

  @Test
  void keysAreFetchedOnceAndKept() throws Exception {
    assertThat(find("one")).contains(one.publicKey());
    assertThat(find("one")).contains(one.publicKey());
    ReceivedRequest request = gitHub.takeRequest();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/meta/public_keys/secret_scanning");
    assertThat(request.header("user-agent")).contains("integrations-hub");
    assertThat(gitHub.requests()).isEmpty();
  }

  @Test
  void forgedIdentifiersCostOneFetchAMinute() throws Exception {
    Callable<Optional<ECPublicKey>> forge = () -> find("forged");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<ECPublicKey>> found :
          callers.invokeAll(Collections.nCopies(200, forge))) {
        assertThat(found.get()).isEmpty();
      }
    }
    assertThat(gitHub.requests()).hasSize(1);
    serve(one, two);
    pass(GitHubKeys.BETWEEN_FETCHES.minusMillis(1));
    assertThat(find("two")).isEmpty();
    assertThat(find("one")).as("what is known is not held up").contains(one.publicKey());
    assertThat(gitHub.requests()).hasSize(1);
    pass(Duration.ofMillis(1));
    assertThat(find("two")).contains(two.publicKey());
    assertThat(gitHub.requests()).hasSize(2);
  }

  @Test
  void aKeyThatGitHubHasWithdrawnIsForgottenAfterADay() {
    assertThat(find("one")).isPresent();
    serve(two);
    pass(GitHubKeys.KEPT_FOR.minusSeconds(1));
    assertThat(find("one")).isPresent();
    pass(Duration.ofSeconds(1));
    assertThat(find("one")).isEmpty();
  }

  @Test
  void whileKeysCannotBeFetchedTheReportIsToComeAgain() {
    gitHub.answerAlways(Answer.status(500));
    try (CapturedLog log = CapturedLog.open()) {
      assertThat(retryAfter("one")).isEqualTo("60");
      pass(Duration.ofSeconds(20));
      assertThat(retryAfter("one")).isEqualTo("40");
      assertThat(gitHub.requests()).hasSize(1);
      pass(Duration.ofSeconds(40));
      assertThat(retryAfter("one")).isEqualTo("60");
      assertThat(gitHub.requests()).hasSize(2);
      assertThat(log.lines())
          .as("logged once")
          .filteredOn(line -> line.contains("give"))
          .singleElement()
          .asString()
          .contains("status 500");
    }
    serve(one);
    pass(GitHubKeys.BETWEEN_FETCHES);
    assertThat(find("one")).contains(one.publicKey());
  }

  @Test
  void aClockThatWentBackHoldsNothingUp() {
    assertThat(find("two")).isEmpty();
    serve(two);
    pass(Duration.ofHours(-5));
    assertThat(find("two")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "not json",
        "{\"public_keys\":{}}",
        "{\"public_keys\":[]}",
        "{\"public_keys\":[1,null,{\"key_identifier\":\"one\",\"key\":\"x\"}]}"
      })
  void aDocumentWithoutAKeyIsAFailure(String document) {
    gitHub.answerAlways(Answer.of(200, Map.of(), document));
    assertThat(retryAfter("one")).isEqualTo("60");
  }

  @Test
  void keysOfAnotherKindAreLeftOut() {
    serve(GitHubSigner.create("bigger", "secp384r1"), one);
    assertThat(find("bigger")).isEmpty();
    assertThat(find("one")).isPresent();
  }

  @Test
  void anEndlessDocumentIsCut() {
    gitHub.answerAlways(Answer.endlessBody());
    assertThat(retryAfter("one")).isEqualTo("60");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (HttpsReceiver elsewhere = HttpsReceiver.start()) {
      gitHub.answerAlways(Answer.of(302, Map.of("Location", elsewhere.url("/")), ""));
      assertThat(retryAfter("one")).isEqualTo("60");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void theRulesForAddressesHoldHereToo() {
    for (String address : List.of("https://127.0.0.2/", "http://127.0.0.1/", "https://10.0.0.1/")) {
      pass(GitHubKeys.BETWEEN_FETCHES);
      assertThatThrownBy(() -> keys.find(URI.create(address), "one"))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(503));
    }
  }

  private void serve(GitHubSigner... signers) {
    gitHub.answerAlways(Answer.of(200, Map.of(), GitHubSigner.document(signers)));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Optional<ECPublicKey> find(String identifier) {
    return keys.find(URI.create(gitHub.url("/meta/public_keys/secret_scanning")), identifier);
  }

  private String retryAfter(String identifier) {
    try {
      return "found " + find(identifier);
    } catch (ProblemException e) {
      assertThat(e.problem().status()).isEqualTo(503);
      return e.headers().getOrDefault("Retry-After", "");
    }
  }
}
