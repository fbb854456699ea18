package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.processes.DatabaseProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls a hub whose PostgreSQL ends its sessions, is held up, lags behind or goes away. */
class DatabaseFaultsIT {
  private static final String WEBHOOKS = "/api/organizations/webhooks";

  /** The hub has 20 connections (application.properties), and work of its own for some. */
  private static final int MORE_THAN_CONNECTIONS = 30;

  /** A request waits for a connection for 5 s at most; the rest is for a slow machine. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private static final String OTHER_SESSIONS =
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;

  private static final String LOCK_WEBHOOK = "SELECT 1 FROM webhook WHERE id = ? FOR UPDATE";

  private static DatabaseProcess postgres;
  private static Jdbi database;
  private static HttpsReceiver receiver;
  private static HubProcess hub;
  private static HubClient operator;
  private static String webhook;

  @BeforeAll
  static void start(@TempDir Path temp) throws Exception {
    postgres = DatabaseProcess.start(temp.resolve("postgres"), Map.of());
    database = Jdbi.create(postgres.jdbcUrl());
    receiver = HttpsReceiver.start();
    hub =
        HubProcess.startReady(
            temp.resolve("data"),
            HubProcess.unattended(
                "HUB_DATABASE_URL",
                postgres.url(),
                "HUB_WEBHOOKS_ALLOW_ADDRESSES",
                "127.0.0.1/32",
                "HUB_WEBHOOKS_TRUSTED_CERTIFICATES",
                HttpsReceiver.CERTIFICATE.pem().toString()));
    operator = hub.operator();
    Answer created =
        operator.post(
            WEBHOOKS,
            "{\"name\": \"Hook\", \"url\": \"%s\", \"events\": [\"*\"]}"
                .formatted(receiver.url("/hook")));
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    webhook = created.text("/id");
  }

  @AfterAll
  static void stop() throws Exception {
    hub.close();
    receiver.close();
    postgres.close();
  }

  @Test
  void sessionsThatTheServerEndsAreOpenedAnewAndNothingAcknowledgedIsLost() {
    SteadyProduct product = SteadyProduct.start(operator);
    try (product) {
      for (int times = 0; times < 5; times++) {
        database.useHandle(handle -> handle.select(OTHER_SESSIONS).mapToMap().list());
        product.awaitMoreAcknowledged();
      }
    }
    product.assertPromiseKept(receiver);
  }

  @Test
  void whoFindsNoConnectionIsAskedToComeAgainAndIsServedOnceOthersLetGo() {
    List<CompletableFuture<Answer>> heldUp;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      try (Handle other = database.open()) {
        other.begin();
        other.select(LOCK_WEBHOOK, uuid(webhook)).mapToMap().one();
        heldUp = atOnce(callers, MORE_THAN_CONNECTIONS, DatabaseFaultsIT::rename);
        await().atMost(LONGEST_WAIT).until(() -> SteadyProduct.isComeAgain(operator.get(WEBHOOKS)));
        assertAskedToComeAgain(callers);
        other.rollback();
      }
    }
    assertThat(heldUp.stream().map(CompletableFuture::join).toList())
        .allMatch(answer -> answer.status() == 200 || SteadyProduct.isComeAgain(answer))
        .anyMatch(answer -> answer.status() == 200);
    Answer afterwards = SteadyProduct.publish(operator);
    assertThat(afterwards.status()).as("%s", afterwards.body()).isEqualTo(202);
    SteadyProduct.assertArrive(receiver, Set.of(afterwards.text("/id")));
  }

  @Test
  void deliveriesFlowThoughAnotherSessionHoldsAnOldSnapshot() {
    try (Handle other = database.open()) {
      other.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
      other.begin();
      other.select("SELECT count(*) FROM delivery").mapTo(Long.class).one();
      Set<String> accepted =
          Stream.generate(DatabaseFaultsIT::publishThousand)
              .limit(2)
              .flatMap(List::stream)
              .collect(Collectors.toSet());
      SteadyProduct.assertArrive(receiver, accepted);
      other.rollback();
    }
  }

  @Test
  void nothingIsAcknowledgedWhileTheServerIsAwayAndTheHubGoesOnByItself() throws Exception {
    SteadyProduct product = SteadyProduct.start(operator);
    try (product) {
      product.awaitMoreAcknowledged();
      postgres.stopFast();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        assertAskedToComeAgain(callers);
      }
      assertThat(hub.get("/health/ready").statusCode()).isEqualTo(503);
      postgres.startAgain();
      product.awaitMoreAcknowledged();
    }
    assertThat(hub.get("/health/ready").statusCode()).isEqualTo(200);
    product.assertPromiseKept(receiver);
  }

  @Test
  void aKeyInUseIsVouchedForUntilTheHubCanNotKnowAndNeverCalledInvalid() throws Exception {
    String key =
        operator
            .createKey("CI", "\"scopes\": [\"users:read\"], \"rateLimitPerHour\": 1000000")
            .text("/key");
    assertThat(operator.code(key, "")).isEqualTo("VALID");
    postgres.stopFast();
    await().atMost(LONGEST_WAIT).until(() -> SteadyProduct.isComeAgain(verifiedOrToComeAgain(key)));
    assertThat(SteadyProduct.isComeAgain(verifiedOrToComeAgain(key))).isTrue();
    postgres.startAgain();
    await().atMost(LONGEST_WAIT).until(() -> verifiedOrToComeAgain(key).status() == 200);
  }

  private static Answer verifiedOrToComeAgain(String key) {
    Answer answer = operator.post("/api/keys/verify", "{\"key\": \"%s\"}".formatted(key));
    assertThat(SteadyProduct.isComeAgain(answer) || answer.text("/code").equals("VALID"))
        .as("%s %s", answer.status(), answer.body())
        .isTrue();
    return answer;
  }

  private static Answer rename() {
    return operator.patch(WEBHOOKS + "/" + webhook, "{\"name\": \"Hooks\"}");
  }

  private static void assertAskedToComeAgain(ExecutorService callers) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    answers.addAll(atOnce(callers, 5, () -> operator.get(WEBHOOKS)));
    answers.addAll(atOnce(callers, 5, () -> SteadyProduct.publish(operator)));
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer).succeedsWithin(LONGEST_WAIT).matches(SteadyProduct::isComeAgain);
    }
  }

  private static List<CompletableFuture<Answer>> atOnce(
      ExecutorService callers, int count, Supplier<Answer> request) {
    return Stream.generate(() -> CompletableFuture.supplyAsync(request, callers))
        .limit(count)
        .toList();
  }

  private static List<String> publishThousand() {
    String event =
        """
        {"organizationId": "%s", "type": "recording.completed", "data": {"recordingId": "rec_1"}}
        """
            .formatted(operator.headers().get("X-Organization-Id"));
    String events = String.join(",", Collections.nCopies(1_000, event));
    Answer answer = operator.post("/api/events/batch", "{\"events\": [" + events + "]}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return IntStream.range(0, 1_000).mapToObj(i -> answer.text("/data/" + i + "/id")).toList();
  }

  private static UUID uuid(String webhook) {
    return IdKind.WEBHOOK.parse(webhook).orElseThrow();
  }
}
