package dev.integrationshub.bench.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.integrationshub.egress.HttpsReceiver;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;

/**
 * Answers 200 at once, but for the paths of those that hang, and notes when each event came, by the
 * head of its request.
 */
final class CountingReceiver implements AutoCloseable {
  /** Stands in each event's data in front of its number. */
  static final String NUMBER = "\"number\":";

  private static final String HANGING = "/hanging";

  /** Hangs too, and nobody asks when what came. */
  private static final String DEAD = "/dead";

  private static final byte[] MARK = NUMBER.getBytes(US_ASCII);

  private final Ledger ledger;
  private final HttpServer server;
  private final boolean tls;

  CountingReceiver(Vertx vertx, boolean tls, Ledger ledger) {
    this.ledger = ledger;
    this.tls = tls;
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    if (tls) {
      options
          .setSsl(true)
          .setKeyCertOptions(KeyCertOptions.wrap(HttpsReceiver.CERTIFICATE.serverKeys()));
    }
    server = vertx.createHttpServer(options).requestHandler(this::receive);
    server.listen().toCompletionStage().toCompletableFuture().join();
  }

  String url(boolean hangs) {
    return url(hangs ? HANGING : "/hooks");
  }

  String deadUrl() {
    return url(DEAD);
  }

  private String url(String path) {
    return (tls ? "https" : "http") + "://127.0.0.1:" + server.actualPort() + path;
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private void receive(HttpServerRequest request) {
    long nanos = System.nanoTime();
    if (DEAD.equals(request.path())) {
      return;
    }
    request.body().onSuccess(body -> ledger.arrived(number(body), nanos));
    if (!HANGING.equals(request.path())) {
      request.response().end();
    }
  }

  private static int number(Buffer body) {
    for (int at = 0; at < body.length() - MARK.length; at++) {
      if (isMark(body, at)) {
        return digits(body, at + MARK.length);
      }
    }
    throw new IllegalStateException("an event without number came");
  }

  private static boolean isMark(Buffer body, int at) {
    for (int i = 0; i < MARK.length; i++) {
      if (body.getByte(at + i) != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static int digits(Buffer body, int start) {
    int number = 0;
    for (int at = start; Character.isDigit(body.getByte(at)); at++) {
      number = number * 10 + body.getByte(at) - '0';
    }
    return number;
  }
}
