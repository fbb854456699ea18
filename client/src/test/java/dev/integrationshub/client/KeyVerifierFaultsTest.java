package dev.integrationshub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verifier makes of what no good hub does. */
class KeyVerifierFaultsTest {
  private static final String KEY = KeyTexts.WELL_FORMED;
  private static final String ROOT_KEY = "ihk_root_of_a_test";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void aRootKeyThatCantBeSentIsRefusedWithoutBeingShown() {
    URI hub = URI.create("http://127.0.0.1");
    for (String rootKey : List.of("ihk_root_secret\n", "ihk_root_secret ", "", "ihk_root_secrét")) {
      assertThatThrownBy(() -> KeyVerifier.start(hub, rootKey))
          .isInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessageNotContaining("secr");
    }
    assertThatThrownBy(() -> KeyVerifier.start(URI.create("hub.example.com"), ROOT_KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"sequence\": 1, \"complete\": true}"})
  void whatDoesNotAnswerAsAHubDecidesNothingAndPasses(String answer) throws IOException {
    try (ScriptedVerifierHub hub = new ScriptedVerifierHub().answering("changes", () -> answer);
        KeyVerifier verifier = KeyVerifier.start(hub.address(), ROOT_KEY)) {
      assertThatThrownBy(() -> verifier.verify(KEY)).isInstanceOf(HubUnavailableException.class);
      hub.answering("changes", () -> ScriptedVerifierHub.changes(1))
          .answering("resolve", () -> answer);
      await().atMost(PATIENCE).until(() -> !said(verifier).contains("could not be followed"));
      assertThat(said(verifier)).contains("What answered is not the hub");
      hub.answering("resolve", () -> ScriptedVerifierHub.key(1, "null", false));
      assertThat(said(verifier)).isEqualTo("VALID");
    }
  }

  @Test
  void anOlderDatabaseThanBeforeTakesAllCopiesAway() throws IOException {
    AtomicReference<String> changes = new AtomicReference<>(ScriptedVerifierHub.changes(1_000));
    try (ScriptedVerifierHub hub =
            new ScriptedVerifierHub()
                .answering("changes", changes::get)
                .answering("resolve", () -> ScriptedVerifierHub.key(1_000, "null", false));
        KeyVerifier verifier = KeyVerifier.start(hub.address(), ROOT_KEY)) {
      assertThat(verifier.verify(KEY).isValid()).isTrue();
      hub.answering("resolve", () -> ScriptedVerifierHub.key(11, "null", true));
      changes.set(ScriptedVerifierHub.changes(11));
      await().atMost(PATIENCE).until(() -> verifier.verify(KEY).code() == VerificationCode.REVOKED);
    }
  }

  @Test
  void callersOfAKeyWhoseLeaseHangsDoNotWaitOneAfterAnother() throws Exception {
    int callers = 20;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (ScriptedVerifierHub hub =
            new ScriptedVerifierHub()
                .answering("resolve", () -> ScriptedVerifierHub.key(1, "100", false))
                .hangingAt("leases");
        KeyVerifier verifier = KeyVerifier.start(hub.address(), ROOT_KEY)) {
      Callable<Throwable> call =
          () -> {
            try {
              throw new AssertionError("decided: " + verifier.verify(KEY).code());
            } catch (HubUnavailableException expected) {
              return expected;
            }
          };
      long startNanos = System.nanoTime();
      for (Future<Throwable> told : threads.invokeAll(Collections.nCopies(callers, call))) {
        assertThat(told.get()).isInstanceOf(HubUnavailableException.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
          .as("not %s times two seconds", callers)
          .isLessThan(Duration.ofSeconds(10));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoIsClosedCountsNothingMore() throws IOException {
    try (ScriptedVerifierHub hub =
        new ScriptedVerifierHub()
            .answering("resolve", () -> ScriptedVerifierHub.key(1, "null", false))) {
      KeyVerifier verifier = KeyVerifier.start(hub.address(), ROOT_KEY);
      assertThat(verifier.verify(KEY).isValid()).isTrue();
      verifier.close();
      assertThatThrownBy(() -> verifier.verify(KEY)).isInstanceOf(IllegalStateException.class);
    }
  }

  /** What it decides, or why it can't. */
  private static String said(KeyVerifier verifier) {
    try {
      return verifier.verify(KEY).code().name();
    } catch (HubUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
