package dev.integrationshub.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers over HTTP as a test says, for what a good hub does not do. */
final class ScriptedVerifierHub implements AutoCloseable {
  static final String KEY_ID = "key_01h455vb4pex5vsknk084sn02q";
  private static final String PATH = "/api/keys/verifier/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Supplier<String>> answers = new ConcurrentHashMap<>();

  ScriptedVerifierHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(PATH, this::answer);
    server.start();
    answers.put("changes", () -> changes(1));
    answers.put("usage", () -> "");
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What it answers from now on with 200, or with 204 where that is empty. */
  ScriptedVerifierHub answering(String route, Supplier<String> answer) {
    answers.put(route, answer);
    return this;
  }

  /** It takes requests there and does not answer. */
  ScriptedVerifierHub hangingAt(String route) {
    return answering(
        route,
        () -> {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "";
        });
  }

  /** Nothing has changed since that sequence. */
  static String changes(long sequence) {
    return changes(sequence, List.of());
  }

  static String changes(long sequence, List<Long> changes) {
    String each =
        String.join(
            ",",
            changes.stream()
                .map(one -> "{\"sequence\": %d, \"keyId\": \"%s\"}".formatted(one, KEY_ID))
                .toList());
    return "{\"sequence\": %d, \"complete\": true, \"changes\": [%s], \"ageMillis\": 0, \"now\": \"%s\"}"
        .formatted(sequence, each, Instant.parse("2100-01-01T00:00:00Z"));
  }

  static String key(long sequence, String limit, boolean revoked) {
    return """
        {"sequence": %d, "key": {"keyId": "%s", "organizationId": "org_1", "name": "CI",
         "scopes": [], "rateLimitPerHour": %s, "ipAllowlist": [], "expiresAt": null,
         "disabled": false, "revoked": %s}}
        """
        .formatted(sequence, KEY_ID, limit, revoked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String route = exchange.getRequestURI().getPath().substring(PATH.length());
      byte[] body = answers.getOrDefault(route, () -> "").get().getBytes(UTF_8);
      exchange.sendResponseHeaders(
          body.length == 0 ? 204 : 200, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
