package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an exchange says its time went into, on real sockets. Bounds hold on a busy machine too. */
class TimingTest {
  private static final Duration LATE = Duration.ofMillis(500);

  /** Less, since the machine may be late to see that a request is written. */
  private static final Duration NOTICED = Duration.ofMillis(200);

  private final HttpsReceiver receiver = HttpsReceiver.start();
  private final Egress egress = Egress.toLoopback();

  @AfterEach
  void stop() throws Exception {
    receiver.close();
    egress.close();
  }

  @Test
  void aNewConnectionTellsEachPhase() {
    Exchange exchange = egress.post(receiver.url("hooks.example.test", "/"));
    Timing timing = exchange.timing();
    assertThat(timing.dns()).isPresent();
    assertThat(timing.connect()).hasValueSatisfying(took -> assertThat(took).isPositive());
    assertThat(timing.tls()).hasValueSatisfying(took -> assertThat(took).isPositive());
    assertThat(timing.firstByte()).isPresent();
    assertThat(timing.reused()).isFalse();
    assertFitsIn(exchange);
  }

  @Test
  void aSlowLookUpIsTheNames() throws Exception {
    ResolveName slow =
        name -> {
          waitFor(LATE);
          return List.of(Egress.LOOPBACK);
        };
    try (Egress patient = Egress.resolving(slow)) {
      Exchange exchange = patient.post(receiver.url("hooks.example.test", "/"));
      assertThat(exchange.timing().dns()).hasValueSatisfying(TimingTest::isLate);
      assertFitsIn(exchange);
    }
  }

  @Test
  void anAddressIsNotLookedUp() {
    assertThat(egress.post(receiver.url("/")).timing().dns()).isEmpty();
  }

  @Test
  void aSlowHandshakeIsTlsAndNotTheConnection() {
    receiver.delayHandshakes(LATE);
    Exchange exchange = egress.post(receiver.url("/"));
    assertThat(exchange.timing().tls()).hasValueSatisfying(TimingTest::isLate);
    assertThat(exchange.timing().connect()).isPresent();
    assertFitsIn(exchange);
  }

  @Test
  void aSlowHeadIsTheFirstByte() {
    receiver.answerAlways(Answer.late(LATE, Answer.status(200)));
    Exchange exchange = egress.post(receiver.url("/"));
    assertThat(exchange.timing().firstByte())
        .hasValueSatisfying(took -> assertThat(took).isGreaterThanOrEqualTo(NOTICED));
    assertFitsIn(exchange);
  }

  @Test
  void whatComesBeforeTheAnswerIsNotItsFirstByte() {
    receiver.answerAlways(
        connection -> {
          connection.out().write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(US_ASCII));
          connection.out().flush();
          Answer.late(LATE, Answer.status(200)).give(connection);
        });
    assertThat(egress.post(receiver.url("/")).timing().firstByte())
        .hasValueSatisfying(took -> assertThat(took).isGreaterThanOrEqualTo(NOTICED));
  }

  @Test
  void aKeptConnectionHasNeitherConnectionNorHandshakeToWaitFor() {
    // It returns to the pool a moment after the answer, so the very next request may be too early.
    AtomicReference<Timing> kept = new AtomicReference<>(Timing.NONE);
    await()
        .until(
            () -> {
              kept.set(egress.post(receiver.url("a.example.test", "/")).timing());
              return kept.get().reused();
            });
    assertThat(kept.get().dns()).isPresent();
    assertThat(kept.get().connect()).isEmpty();
    assertThat(kept.get().tls()).isEmpty();
    assertThat(kept.get().firstByte()).isPresent();
  }

  @Test
  void plainHttpHasNoHandshake() throws Exception {
    try (HttpsReceiver plain = HttpsReceiver.startHttp()) {
      Exchange exchange = egress.post(plain.url("hooks.example.test", "/"));
      assertThat(exchange.timing().connect()).isPresent();
      assertThat(exchange.timing().tls()).isEmpty();
      assertThat(exchange.timing().firstByte()).isPresent();
      assertFitsIn(exchange);
    }
  }

  @Test
  void aRefusedConnectionWasLookedUpAndNoMore() throws Exception {
    String url = receiver.url("hooks.example.test", "/");
    receiver.close();
    Timing timing = egress.post(url).timing();
    assertThat(timing.dns()).isPresent();
    assertThat(timing).isEqualTo(only(timing.dns(), Optional.empty()));
  }

  @Test
  void theAddressThatAnswersInTheEndIsTheOneThatCounts() throws Exception {
    // The receiver listens at 127.0.0.1 alone: its neighbour refuses.
    ResolveName two = name -> List.of(InetAddress.ofLiteral("127.0.0.2"), Egress.LOOPBACK);
    try (Egress patient = Egress.resolving(two, "127.0.0.0/30")) {
      Exchange exchange = patient.post(receiver.url("hooks.example.test", "/"));
      assertThat(exchange.timing().connect()).isPresent();
      assertThat(exchange.timing().tls()).isPresent();
      assertFitsIn(exchange);
    }
  }

  @Test
  void aHandshakeThatNeverEndsWasConnectedAndNoMore() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, Egress.LOOPBACK)) {
      Timing timing =
          egress
              .send(
                  Egress.request(
                      "https://127.0.0.1:" + silent.getLocalPort() + "/", Duration.ofSeconds(1)))
              .timing();
      assertThat(timing.connect()).isPresent();
      assertThat(timing).isEqualTo(only(Optional.empty(), timing.connect()));
    }
  }

  @Test
  void aCertificateThatIsRefusedEndsTheHandshake() throws Exception {
    try (Egress wary = Egress.trustingNobodyElse()) {
      Timing timing = wary.post(receiver.url("/")).timing();
      assertThat(timing.connect()).isPresent();
      assertThat(timing).isEqualTo(only(Optional.empty(), timing.connect()));
    }
  }

  @Test
  void anAnswerThatNeverComesHasNoFirstByte() {
    receiver.answerAlways(Answer.hang());
    Timing timing = egress.send(Egress.request(receiver.url("/"), Duration.ofSeconds(1))).timing();
    assertThat(timing.tls()).isPresent();
    assertThat(timing.firstByte()).isEmpty();
  }

  @Test
  void aForbiddenUrlTookNoTime() {
    assertThat(egress.post("https://10.0.0.1/").timing()).isEqualTo(Timing.NONE);
  }

  private static void waitFor(Duration late) {
    assertThat(new CompletableFuture<>().completeOnTimeout(true, late.toMillis(), MILLISECONDS))
        .succeedsWithin(Duration.ofSeconds(20));
  }

  private static Timing only(Optional<Duration> dns, Optional<Duration> connect) {
    return new Timing(dns, connect, Optional.empty(), Optional.empty(), false);
  }

  private static void isLate(Duration took) {
    assertThat(took).isGreaterThanOrEqualTo(LATE);
  }

  /** No moment is counted twice. */
  private static void assertFitsIn(Exchange exchange) {
    Timing timing = exchange.timing();
    assertThat(
            Stream.of(timing.dns(), timing.connect(), timing.tls(), timing.firstByte())
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(exchange.duration());
  }
}
