package dev.integrationshub.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.client.Ask;
import dev.integrationshub.client.HubUnavailableException;
import dev.integrationshub.client.KeyVerifier;
import dev.integrationshub.client.Verification.RateLimit;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.keys.KeyStream;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.processes.Relay;
import dev.integrationshub.usage.FlushUsage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client's verifier over HTTP against the hub and the real database. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class KeyVerifierTest {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String SCOPES = "\"scopes\": [\"recordings:read\"]";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Jdbi jdbi;
  @Inject FlushUsage flush;

  private HubClient hub;

  @BeforeEach
  void newOrganization() {
    hub = HubClient.operatorOfNewOrganization(jdbi);
  }

  @Test
  void itDecidesAsTheHubDoes() {
    Answer created =
        hub.createKey(
            "CI", SCOPES + ", \"rateLimitPerHour\": 100, \"ipAllowlist\": [\"203.0.113.0/24\"]");
    String key = created.text("/key");
    InetAddress inside = InetAddress.ofLiteral("203.0.113.7");
    try (KeyVerifier verifier = verifier()) {
      var valid = verifier.verify(key, Ask.scopes("recordings:read").from(inside).costing(10));
      assertThat(valid.isValid()).isTrue();
      assertThat(valid.keyId()).isEqualTo(created.text("/id"));
      assertThat(valid.name()).isEqualTo("CI");
      assertThat(valid.scopes()).containsExactly("recordings:read");
      assertThat(valid.rateLimit()).extracting(RateLimit::remaining).isEqualTo(90L);
      assertThat(code(verifier, key, Ask.nothing())).isEqualTo("IP_NOT_ALLOWED");
      assertThat(code(verifier, key, Ask.scopes("users:read").from(inside)))
          .isEqualTo("INSUFFICIENT_SCOPE");
      assertThat(code(verifier, key, Ask.nothing().from(inside).costing(91)))
          .isEqualTo("RATE_LIMITED");
      assertThat(code(verifier, key, Ask.nothing().from(inside).costing(90))).isEqualTo("VALID");
      assertThat(code(verifier, key + "x", Ask.nothing())).isEqualTo("MALFORMED");
      assertThat(
              code(
                  verifier,
                  HubClient.withChecksum(key.substring(0, 20) + "a".repeat(32)),
                  Ask.nothing().from(inside)))
          .isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void aSilentChangeIsInForceWithinTheBound() {
    Answer created = hub.createKey("CI", SCOPES);
    String key = created.text("/key");
    try (KeyVerifier verifier = verifier()) {
      assertThat(code(verifier, key, Ask.nothing())).isEqualTo("VALID");
      hub.patch(KEYS + "/" + created.text("/id"), "{\"enabled\": false}");
      await().atMost(PATIENCE).until(() -> code(verifier, key, Ask.nothing()).equals("DISABLED"));
      hub.patch(KEYS + "/" + created.text("/id"), "{\"enabled\": true}");
      await().atMost(PATIENCE).until(() -> code(verifier, key, Ask.nothing()).equals("VALID"));
      hub.delete(KEYS + "/" + created.text("/id"));
      long revokedNanos = System.nanoTime();
      long validNanos = revokedNanos;
      while (true) {
        long now = System.nanoTime();
        if (!code(verifier, key, Ask.nothing()).equals("VALID")) {
          break;
        }
        validNanos = now;
      }
      assertThat(code(verifier, key, Ask.nothing())).isEqualTo("REVOKED");
      assertThat(Duration.ofNanos(validNanos - revokedNanos)).isLessThan(KeyStream.TRUSTED);
    }
  }

  @Test
  void whoIsCutOffVouchesForNothingAfterTwoSecondsAndGoesOnByItself() throws Exception {
    Answer created = hub.createKey("CI", SCOPES);
    String key = created.text("/key");
    try (Relay relay = Relay.to(hub.hub().getPort());
        KeyVerifier verifier =
            KeyVerifier.start(
                URI.create("http://127.0.0.1:" + relay.port()), HubDatabase.ROOT_KEY)) {
      assertThat(code(verifier, key, Ask.nothing())).isEqualTo("VALID");
      relay.cut();
      hub.delete(KEYS + "/" + created.text("/id"));
      long revokedNanos = System.nanoTime();
      long validNanos = revokedNanos;
      try {
        while (true) {
          long now = System.nanoTime();
          assertThat(code(verifier, key, Ask.nothing())).isEqualTo("VALID");
          validNanos = now;
        }
      } catch (HubUnavailableException expected) {
        assertThat(Duration.ofNanos(validNanos - revokedNanos)).isLessThan(KeyStream.TRUSTED);
      }
      assertThatThrownBy(() -> verifier.verify(key)).isInstanceOf(HubUnavailableException.class);
      relay.mend();
      await()
          .atMost(PATIENCE)
          .ignoreException(HubUnavailableException.class)
          .until(() -> code(verifier, key, Ask.nothing()).equals("REVOKED"));
    }
  }

  @Test
  void aLimitHoldsOverVerifiersAndTheHubAndCallsAddUp() throws Exception {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 1000");
    String key = created.text("/key");
    int calls = 1_000;
    int allowed = 0;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        KeyVerifier first = verifier();
        KeyVerifier second = verifier()) {
      List<Callable<Integer>> all = new ArrayList<>();
      for (KeyVerifier verifier : List.of(first, second)) {
        for (int i = 0; i < 4; i++) {
          all.add(() -> allowed(calls, () -> code(verifier, key, Ask.nothing())));
        }
      }
      all.add(() -> allowed(calls / 2, () -> hub.code(key, "")));
      for (Future<Integer> part : callers.invokeAll(all)) {
        allowed += part.get();
      }
    }
    // Whoever makes their last call may hold a lease, or have one on its way.
    assertThat(allowed).isBetween(950, 1_000);
    flush.flush();
    Answer stats = hub.get(KEYS + "/" + created.text("/id") + "/stats");
    assertThat(stats.body().at("/totalCalls").asInt()).isEqualTo(8 * calls + calls / 2);
    assertThat(stats.body().at("/outcomes/VALID").asInt()).isEqualTo(allowed);
  }

  @Test
  void aLimitThatIsChangedIsTheOneThatHolds() {
    Answer created = hub.createKey("CI", SCOPES + ", \"rateLimitPerHour\": 10");
    String key = created.text("/key");
    try (KeyVerifier verifier = verifier()) {
      assertThat(code(verifier, key, Ask.nothing().costing(5))).isEqualTo("VALID");
      hub.patch(KEYS + "/" + created.text("/id"), "{\"rateLimitPerHour\": 20}");
      await()
          .atMost(PATIENCE)
          .until(() -> code(verifier, key, Ask.nothing().costing(15)).equals("VALID"));
      assertThat(code(verifier, key, Ask.nothing())).isEqualTo("RATE_LIMITED");
    }
  }

  @Test
  void anUnknownRootKeyIsToldAsWhatItIs() {
    try (KeyVerifier verifier = KeyVerifier.start(hub.hub(), "not-a-root-key")) {
      String key = hub.createKey("CI", SCOPES).text("/key");
      assertThatThrownBy(() -> verifier.verify(key))
          .isInstanceOf(HubUnavailableException.class)
          .hasMessageContaining("401")
          .hasMessageNotContaining("not-a-root-key");
    }
  }

  private KeyVerifier verifier() {
    return KeyVerifier.start(hub.hub(), HubDatabase.ROOT_KEY);
  }

  private static String code(KeyVerifier verifier, String key, Ask ask) {
    return verifier.verify(key, ask).code().name();
  }

  private static int allowed(int calls, Callable<String> call) throws Exception {
    int allowed = 0;
    for (int i = 0; i < calls; i++) {
      String code = call.call();
      assertThat(code).isIn("VALID", "RATE_LIMITED");
      allowed += code.equals("VALID") ? 1 : 0;
    }
    return allowed;
  }
}
