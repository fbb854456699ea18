package dev.integrationshub.launch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An API that believes the proxy before it, and keeps what it was asked. */
final class GuardedApi implements AutoCloseable {
  /** A request with this header gets its value as status. */
  static final String ANSWER = "X-Answer";

  record Arrival(String method, URI uri, Headers headers, String body) {}

  private final HttpServer server;
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

  private GuardedApi(HttpServer server) {
    this.server = server;
  }

  static GuardedApi start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    GuardedApi api = new GuardedApi(server);
    server.createContext("/", api::answer);
    server.start();
    return api;
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Headers headers = exchange.getRequestHeaders();
      arrivals.add(
          new Arrival(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body));
      String status = headers.getFirst(ANSWER);
      byte[] answer = "of the API".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status == null ? 200 : Integer.parseInt(status), answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
