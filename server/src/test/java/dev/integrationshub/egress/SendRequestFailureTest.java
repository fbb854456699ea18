package dev.integrationshub.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.leaks.CapturedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each way to fail, on real sockets. */
class SendRequestFailureTest {
  private final HttpsReceiver receiver = HttpsReceiver.start();
  private final Egress egress = Egress.toLoopback();

  @AfterEach
  void stop() throws Exception {
    receiver.close();
    egress.close();
  }

  @Test
  void aReceiverThatSaysNothingTimesOut() {
    receiver.answerAlways(Answer.hang());
    Exchange exchange = egress.send(Egress.request(receiver.url("/"), Duration.ofSeconds(1)));
    assertFailed(exchange, FailureKind.TIMEOUT);
    assertThat(exchange.response()).isEmpty();
    assertThat(exchange.duration()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    await().until(receiver::isIdle);
  }

  @Test
  void headersThatDripTimeOut() {
    receiver.answerAlways(Answer.drip("HTTP/1.1 200 OK\r\nX-Slow: "));
    Exchange exchange = egress.send(Egress.request(receiver.url("/"), Duration.ofSeconds(1)));
    assertFailed(exchange, FailureKind.TIMEOUT);
    await().until(receiver::isIdle);
  }

  @Test
  void aBodyThatDripsTimesOutAndWhatCameIsKept() {
    receiver.answerAlways(Answer.drip("HTTP/1.1 200 OK\r\n\r\nbegun"));
    Exchange exchange = egress.send(Egress.request(receiver.url("/"), Duration.ofSeconds(1)));
    assertFailed(exchange, FailureKind.TIMEOUT);
    ReceivedResponse partial = exchange.response().orElseThrow();
    assertThat(partial.statusCode()).isEqualTo(200);
    assertThat(partial.body()).asString().startsWith("begun");
    assertThat(partial.truncated()).isTrue();
    await().until(receiver::isIdle);
  }

  @Test
  void aReceiverThatNeverTakesPartInTlsTimesOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, Egress.LOOPBACK)) {
      String url = "https://127.0.0.1:" + silent.getLocalPort() + "/";
      assertFailed(egress.send(Egress.request(url, Duration.ofSeconds(1))), FailureKind.TIMEOUT);
    }
  }

  @Test
  void aConnectionThatComesAboutTooLateIsClosedWithoutAWordInTheLog() throws Exception {
    try (CapturedLog log = CapturedLog.open();
        ServerSocket slow = new ServerSocket(0, 10, Egress.LOOPBACK)) {
      CountDownLatch gaveUp = new CountDownLatch(1);
      CompletableFuture<Integer> closed =
          CompletableFuture.supplyAsync(() -> handshakeAfter(gaveUp, slow));
      String url = "https://127.0.0.1:" + slow.getLocalPort() + "/";
      assertFailed(egress.send(Egress.request(url, Duration.ofSeconds(1))), FailureKind.TIMEOUT);
      gaveUp.countDown();
      assertThat(closed).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(-1);
      assertThat(log.lines()).isEmpty();
    }
  }

  /** Returns what comes then: -1 for the end. */
  private static int handshakeAfter(CountDownLatch gaveUp, ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      gaveUp.await();
      try (SSLSocket secured =
          (SSLSocket)
              HttpsReceiver.CERTIFICATE
                  .server()
                  .getSocketFactory()
                  .createSocket(socket, null, socket.getPort(), true)) {
        secured.setUseClientMode(false);
        return secured.getInputStream().read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPortWithoutAListenerRefuses() throws Exception {
    int port = receiver.port();
    receiver.close();
    assertFailed(egress.post("https://127.0.0.1:" + port + "/"), FailureKind.CONNECTION_REFUSED);
  }

  @Test
  void anAddressWithoutARouteIsUnreachable() throws Exception {
    // TCP can't connect to a multicast group, whatever routes the machine has.
    try (Egress outward = Egress.resolving(name -> List.of(), "224.0.0.1/32")) {
      assertFailed(outward.post("https://224.0.0.1/"), FailureKind.NETWORK_UNREACHABLE);
    }
  }

  @Test
  void aDroppedConnectionIsReset() throws Exception {
    for (Answer answer :
        List.of(
            Answer.reset(),
            Answer.raw(""),
            Answer.raw("HTTP/1.1 200 OK\r\nContent-Le"),
            Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"),
            Answer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshor"))) {
      receiver.answerNext(answer);
      assertFailed(egress.post(receiver.url("/")), FailureKind.CONNECTION_RESET);
    }
    assertThat(receiver.requests()).as("no request is repeated").hasSize(5);
  }

  @Test
  void whatIsNotHttpIsAProtocolError() {
    for (String answer :
        List.of(
            "SSH-2.0-OpenSSH_9.6\r\n\r\n",
            "HTTP/1.1 abc OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "220 smtp.example.com ESMTP\r\n\r\n")) {
      receiver.answerNext(Answer.raw(answer));
      assertFailed(egress.post(receiver.url("/")), FailureKind.PROTOCOL_ERROR);
    }
  }

  @Test
  void headersBeyondTheLimitAreTooLarge() {
    receiver.answerNext(
        Answer.of(200, Map.of("X-Long", "x".repeat(17_000)), ""),
        Answer.raw("HTTP/1.1 200 " + "x".repeat(17_000)));
    assertFailed(egress.post(receiver.url("/")), FailureKind.RESPONSE_TOO_LARGE);
    assertFailed(egress.post(receiver.url("/")), FailureKind.RESPONSE_TOO_LARGE);
    receiver.answerNext(Answer.of(200, Map.of("X-Long", "x".repeat(16_000)), ""));
    assertThat(egress.post(receiver.url("/")).outcome()).isInstanceOf(Outcome.Responded.class);
  }

  @Test
  void aForbiddenUrlOrNameIsBlockedWithoutAConnection() throws Exception {
    assertFailed(egress.post("https://10.0.0.1/"), FailureKind.BLOCKED_ADDRESS);
    assertFailed(egress.post("https://user@example.com/"), FailureKind.BLOCKED_ADDRESS);
    ResolveName mixed = name -> List.of(Egress.LOOPBACK, InetAddress.ofLiteral("10.0.0.1"));
    try (Egress inside = Egress.resolving(mixed)) {
      assertFailed(
          inside.post(receiver.url("hooks.example.test", "/")), FailureKind.BLOCKED_ADDRESS);
    }
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void anUnknownNameIsADnsError() throws Exception {
    ResolveName nobody =
        name -> {
          throw new UnknownHostException(name);
        };
    try (Egress lost = Egress.resolving(nobody)) {
      assertFailed(lost.post("https://nowhere.example.test/"), FailureKind.DNS_ERROR);
    }
  }

  @Test
  void aKeptConnectionThatDiedMeanwhileCostsNoAttempt() {
    AtomicInteger died = new AtomicInteger();
    receiver.answerAlways(
        connection -> {
          if (connection.request() == 1) {
            Answer.status(200).give(connection);
          } else {
            died.incrementAndGet();
            Answer.reset().give(connection);
          }
        });
    await()
        .until(
            () -> {
              assertThat(egress.post(receiver.url("/")).outcome())
                  .isEqualTo(new Outcome.Responded(200, Optional.empty()));
              return died.get() > 0;
            });
  }

  @Test
  void anInterruptedThreadDropsTheRequest() throws Exception {
    receiver.answerAlways(Answer.hang());
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread sending =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    egress.post(receiver.url("/"));
                  } catch (CancellationException e) {
                    ended.complete(e);
                  }
                });
    receiver.takeRequest();
    sending.interrupt();
    assertThat(ended).succeedsWithin(Duration.ofSeconds(5));
    await().until(receiver::isIdle);
  }

  @Test
  void everyFailureKindHasTheNameOfTheContract() {
    assertThat(Arrays.stream(FailureKind.values()).map(FailureKind::code))
        .containsExactly(
            "dns_error",
            "connection_refused",
            "connection_reset",
            "network_unreachable",
            "timeout",
            "tls_error",
            "blocked_address",
            "protocol_error",
            "response_too_large");
  }

  private static void assertFailed(Exchange exchange, FailureKind kind) {
    assertThat(exchange.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).as(failed.detail()).isEqualTo(kind);
              assertThat(failed.detail()).endsWith(".").doesNotContain("Exception");
            });
  }
}
