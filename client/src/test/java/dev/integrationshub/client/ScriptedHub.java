package dev.integrationshub.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
<<<<<<< HEAD
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a socket that gives the answers of a script, one for each request. */
final class ScriptedHub implements AutoCloseable {
  static final String ROOT_KEY = "root-key-of-the-tests-0123456789abcdef";
  static final String PUBLISHED =
      "{\"id\":\"evt_1\",\"deliveries\":2,\"createdAt\":\"2100-01-01T00:00:00Z\",\"new\":[1]}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One request, and when it came by {@link System#nanoTime}. */
  record Request(String path, Map<String, List<String>> headers, String body, long nanos) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  sealed interface Answer {
    record Status(int status, Map<String, String> headers, String body) implements Answer {}

    /** The connection is closed instead. */
    record Broken() implements Answer {}

    /** The answer begins and doesn't end while the server is there. */
    record Hanging() implements Answer {}
  }

  ScriptedHub(Answer... answers) {
    script.addAll(List.of(answers));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  static Answer status(int status) {
    return new Answer.Status(status, Map.of(), "");
  }

  static Answer later(int status, String retryAfter) {
    return new Answer.Status(status, Map.of("Retry-After", retryAfter), "");
  }

  static Answer json(int status, String body) {
    return new Answer.Status(status, Map.of("Content-Type", "application/json"), body);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  HubClient.Builder builder() {
    return HubClient.builder(uri(), ROOT_KEY).deadline(Duration.ofSeconds(20));
  }

  HubClient client() {
    return builder().build();
  }

  List<Request> requests() {
    return requests;
=======
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
final class ScriptedHub implements AutoCloseable {
  static final String KEY_ID = "key_01h455vb4pex5vsknk084sn02q";
  private static final String PATH = "/api/keys/verifier/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Supplier<String>> answers = new ConcurrentHashMap<>();

  ScriptedHub() throws IOException {
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
  ScriptedHub answering(String route, Supplier<String> answer) {
    answers.put(route, answer);
    return this;
  }

  /** It takes requests there and does not answer. */
  ScriptedHub hangingAt(String route) {
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
>>>>>>> eee06ee (Keep the verifier right when the hub answers wrongly or not at all)
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
<<<<<<< HEAD
      requests.add(
          new Request(
              exchange.getRequestURI().getPath(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8),
              System.nanoTime()));
      Answer next = next();
      if (next instanceof Answer.Status status) {
        status.headers.forEach(exchange.getResponseHeaders()::set);
        byte[] body = status.body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      } else if (next instanceof Answer.Hanging) {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        closed.await();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Answer next() {
    return script.isEmpty() ? status(500) : script.remove();
  }

=======
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

>>>>>>> eee06ee (Keep the verifier right when the hub answers wrongly or not at all)
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
