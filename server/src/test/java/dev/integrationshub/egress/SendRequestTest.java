package dev.integrationshub.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendRequestTest {
  private static final int LIMIT = ReceivedResponse.MAX_BODY_BYTES;

  private final HttpsReceiver receiver = HttpsReceiver.start();
  private final Egress egress = Egress.toLoopback();

  @AfterEach
  void stop() throws Exception {
    receiver.close();
    egress.close();
  }

  @Test
  void postsExactlyTheGivenBytesAndHeaders() throws Exception {
    byte[] body = new byte[300_000];
    new Random(1).nextBytes(body);
    receiver.answerNext(Answer.of(201, Map.of("X-Answer", "yes"), "done"));
    Exchange exchange =
        egress.send(
            OutgoingRequest.post(
                receiver.url("hooks.example.test", "/a%20b?c=d"),
                List.of(
                    new Header("X-One", "1"), new Header("x-two", "a"), new Header("x-two", "b")),
                body,
                Duration.ofSeconds(10)));

    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/a%20b?c=d");
    assertThat(request.body()).isEqualTo(body);
    assertThat(request.headers())
        .containsExactlyInAnyOrder(
            new Header("host", "hooks.example.test:" + receiver.port()),
            new Header("content-length", "300000"),
            new Header("X-One", "1"),
            new Header("x-two", "a"),
            new Header("x-two", "b"));
    assertThat(exchange.outcome()).isEqualTo(new Outcome.Responded(201, Optional.empty()));
    ReceivedResponse response = exchange.response().orElseThrow();
    assertThat(response.headers())
        .containsExactly(new Header("X-Answer", "yes"), new Header("Content-Length", "4"));
    assertThat(response.body()).asString().isEqualTo("done");
    assertThat(response.truncated()).isFalse();
    assertThat(exchange.duration()).isPositive().isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void getsWithoutABody() throws Exception {
    receiver.answerNext(Answer.of(200, Map.of(), "{}"));
    Exchange exchange =
        egress.send(
            OutgoingRequest.get(
                receiver.url("keys.example.test", "/meta?x=1"),
                List.of(new Header("Accept", "application/json")),
                Duration.ofSeconds(10)));

    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/meta?x=1");
    assertThat(request.body()).isEmpty();
    assertThat(request.headers())
        .containsExactlyInAnyOrder(
            new Header("host", "keys.example.test:" + receiver.port()),
            new Header("Accept", "application/json"));
    assertThat(exchange.response().orElseThrow().body()).asString().isEqualTo("{}");
  }

  /** A response that arrived before somebody listened was lost, and counted as a timeout. */
  @Test
  void noAnswerComesTooFast() throws Exception {
    try (HttpsReceiver plain = HttpsReceiver.startHttp();
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> post = () -> egress.post(plain.url("/")).outcome();
      for (int round = 0; round < 100; round++) {
        for (Future<Outcome> sent : senders.invokeAll(Collections.nCopies(20, post))) {
          assertThat(sent.get()).isEqualTo(new Outcome.Responded(200, Optional.empty()));
        }
      }
    }
  }

  @Test
  void theNameStaysInHostAndServerNameWhileTheCheckedAddressIsConnectedTo() throws Exception {
    assertThat(egress.post(receiver.url("hooks.example.test", "/")).outcome())
        .isInstanceOf(Outcome.Responded.class);
    ReceivedRequest request = receiver.takeRequest();
    assertThat(request.header("host")).contains("hooks.example.test:" + receiver.port());
    assertThat(request.serverName()).isEqualTo("hooks.example.test");
  }

  @Test
  void anAddressOrASingleWordIsReachedWithoutServerName() throws Exception {
    for (String host : List.of("127.0.0.1", "localhost")) {
      assertThat(egress.post(receiver.url(host, "/")).outcome())
          .isInstanceOf(Outcome.Responded.class);
      ReceivedRequest request = receiver.takeRequest();
      assertThat(request.header("host")).contains(host + ":" + receiver.port());
      assertThat(request.serverName()).isNull();
    }
  }

  @Test
  void anIpv6AddressIsReachedByItsLiteral() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("::1");
    assumeThat(NetworkInterface.getByInetAddress(loopback)).as("IPv6").isNotNull();
    try (HttpsReceiver six = HttpsReceiver.start(loopback);
        Egress local = Egress.resolving(name -> List.of(), "::1/128")) {
      assertThat(local.post(six.url("[::1]", "/")).outcome())
          .isEqualTo(new Outcome.Responded(200, Optional.empty()));
      assertThat(six.takeRequest().header("host")).contains("[::1]:" + six.port());
    }
  }

  @Test
  void aRedirectIsAResponseLikeAnyOtherAndNeverFollowed() throws Exception {
    try (HttpsReceiver target = HttpsReceiver.start()) {
      receiver.answerAlways(Answer.of(302, Map.of("Location", target.url("/stolen")), ""));
      assertThat(egress.post(receiver.url("/")).outcome())
          .isEqualTo(new Outcome.Responded(302, Optional.empty()));
      receiver.answerAlways(Answer.of(307, Map.of("Location", target.url("/stolen")), ""));
      assertThat(egress.post(receiver.url("/")).outcome())
          .isEqualTo(new Outcome.Responded(307, Optional.empty()));
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"120", "Wed, 21 Oct 2026 07:28:00 GMT"})
  void retryAfterIsHandedOnAsItCame(String retryAfter) {
    receiver.answerAlways(Answer.of(429, Map.of("Retry-After", retryAfter), ""));
    assertThat(egress.post(receiver.url("/")).outcome())
        .isEqualTo(new Outcome.Responded(429, Optional.of(retryAfter)));
  }

  @Test
  void aCompressedBodyIsKeptAsItCame() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[10_000_000]);
    }
    receiver.answerAlways(Answer.of(200, Map.of("Content-Encoding", "gzip"), bytes.toByteArray()));
    ReceivedResponse response = egress.post(receiver.url("/")).response().orElseThrow();
    assertThat(response.body()).isEqualTo(bytes.toByteArray());
    assertThat(receiver.takeRequest().header("accept-encoding")).isEmpty();
  }

  @Test
  void aBodyOfExactlyTheLimitIsWhole() {
    receiver.answerAlways(Answer.of(200, Map.of(), "x".repeat(LIMIT)));
    ReceivedResponse response = egress.post(receiver.url("/")).response().orElseThrow();
    assertThat(response.body()).hasSize(LIMIT);
    assertThat(response.truncated()).isFalse();
  }

  @Test
  void aLongerBodyIsCutAndStillASuccessAndTheConnectionIsDropped() {
    receiver.answerNext(Answer.of(200, Map.of(), "x".repeat(LIMIT + 1)), Answer.endlessBody());
    for (int i = 0; i < 2; i++) {
      Exchange exchange = egress.post(receiver.url("/"));
      assertThat(exchange.outcome()).isEqualTo(new Outcome.Responded(200, Optional.empty()));
      assertThat(exchange.response().orElseThrow().body()).hasSize(LIMIT);
      assertThat(exchange.response().orElseThrow().truncated()).isTrue();
      await().until(receiver::isIdle);
    }
  }

  @Test
  void theNextAddressIsTriedWhereNoConnectionComesAbout() throws Exception {
    // The receiver listens at 127.0.0.1 alone: its neighbour refuses.
    ResolveName two = name -> List.of(InetAddress.ofLiteral("127.0.0.2"), Egress.LOOPBACK);
    try (Egress patient = Egress.resolving(two, "127.0.0.0/30")) {
      assertThat(patient.post(receiver.url("hooks.example.test", "/")).outcome())
          .isInstanceOf(Outcome.Responded.class);
    }
  }

  @Test
  void aConnectionIsKeptForTheSameNameAndAddressOnly() throws Exception {
    // It returns to the pool a moment after the answer, so the very next request may be too early.
    Set<Integer> seen = new HashSet<>();
    await()
        .until(
            () -> {
              egress.post(receiver.url("a.example.test", "/"));
              return !seen.add(receiver.takeRequest().connection());
            });
    egress.post(receiver.url("b.example.test", "/"));
    assertThat(seen).doesNotContain(receiver.takeRequest().connection());
  }

  @Test
  void manyRequestsRunAtOnce() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    receiver.answerAlways(Answer.after(gate, Answer.status(200)));
    List<CompletableFuture<Exchange>> all =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            egress.send(Egress.request(receiver.url("/"), Duration.ofSeconds(30))),
                        task -> Thread.ofVirtual().start(task)))
            .toList();
    Set<Integer> connections = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      connections.add(receiver.takeRequest().connection());
    }
    gate.countDown();
    assertThat(connections).hasSize(100);
    assertThat(all)
        .allSatisfy(
            exchange ->
                assertThat(exchange.join().outcome()).isInstanceOf(Outcome.Responded.class));
  }

  @Test
  void plainHttpWorksWhereTheOperatorAllowsIt() throws Exception {
    try (HttpsReceiver plain = HttpsReceiver.startHttp()) {
      assertThat(egress.post(plain.url("hooks.example.test", "/x")).outcome())
          .isEqualTo(new Outcome.Responded(200, Optional.empty()));
      assertThat(plain.takeRequest().bodyText()).isEqualTo("{\"n\": 1}");
    }
  }

  @Test
  void headersThatWouldBreakTheMessageAreRefused() {
    for (Header header :
        List.of(
            new Header("x-a", "1\r\nx-b: 2"),
            new Header("x a", "1"),
            new Header("", "1"),
            new Header("x-a", "ü"),
            new Header("Content-Length", "3"),
            new Header("transfer-encoding", "chunked"),
            new Header("HOST", "internal"))) {
      assertThatThrownBy(
              () ->
                  OutgoingRequest.post(
                      "https://example.com/",
                      List.of(header),
                      "".getBytes(StandardCharsets.UTF_8),
                      Duration.ofSeconds(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
