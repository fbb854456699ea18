package dev.integrationshub.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
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
public final class ScriptedHub implements AutoCloseable {
  public static final String ROOT_KEY = "root-key-of-the-tests-0123456789abcdef";
  public static final String PUBLISHED =
      "{\"id\":\"evt_1\",\"deliveries\":2,\"createdAt\":\"2100-01-01T00:00:00Z\",\"new\":[1]}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One request, and when it came by {@link System#nanoTime}. */
  public record Request(String path, Map<String, List<String>> headers, String body, long nanos) {
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  public sealed interface Answer {
    record Status(int status, Map<String, String> headers, String body) implements Answer {}

    /** The connection is closed instead. */
    record Broken() implements Answer {}

    /** The answer begins and doesn't end while the server is there. */
    record Hanging() implements Answer {}
  }

  public ScriptedHub(Answer... answers) {
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

  public static Answer status(int status) {
    return new Answer.Status(status, Map.of(), "");
  }

  public static Answer later(int status, String retryAfter) {
    return new Answer.Status(status, Map.of("Retry-After", retryAfter), "");
  }

  public static Answer json(int status, String body) {
    return new Answer.Status(status, Map.of("Content-Type", "application/json"), body);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public HubClient.Builder builder() {
    return HubClient.builder(uri(), ROOT_KEY).deadline(Duration.ofSeconds(20));
  }

  public HubClient client() {
    return builder().build();
  }

  public List<Request> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
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

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
