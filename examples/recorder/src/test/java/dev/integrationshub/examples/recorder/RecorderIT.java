package dev.integrationshub.examples.recorder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.integrationshub.client.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer's program, the recorder and the hub, each as a process or socket of its own. */
class RecorderIT {
  private static final Path HUB = Path.of("../../server/target/quarkus-app/quarkus-run.jar");
  private static final Path RECORDER =
      Path.of("target/integrations-hub-example-recorder-0.1.0-SNAPSHOT.jar");
  private static final String ROOT_KEY = "root-key-of-the-tests-0123456789abcdef";
  private static final String KEYS = "/api/organizations/api-keys";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private record Received(Map<String, List<String>> headers, byte[] body) {}

  private static final BlockingQueue<Received> RECEIVED = new LinkedBlockingQueue<>();

  @TempDir static Path temp;

  private static HttpServer receiver;
  private static Program hub;
  private static Program recorder;
  private static URI hubUrl;
  private static URI recorderUrl;
  private static @Nullable String organization;

  @BeforeAll
  static void start() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          RECEIVED.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    int hubPort = freePort();
    hubUrl = URI.create("http://127.0.0.1:" + hubPort);
    hub =
        Program.start(
            HUB,
            Map.of(
                "HUB_PORT",
                Integer.toString(hubPort),
                "HUB_DATA_DIR",
                temp.toString(),
                "HUB_ROOT_KEY",
                ROOT_KEY,
                "HUB_WEBHOOKS_ALLOW_HTTP",
                "true",
                "HUB_WEBHOOKS_ALLOW_ADDRESSES",
                "127.0.0.1/32"),
            "Integrations Hub is ready");
    int port = freePort();
    recorderUrl = URI.create("http://127.0.0.1:" + port);
    recorder =
        Program.start(
            RECORDER,
            Map.of(
                "SERVER_PORT", Integer.toString(port),
                "INTEGRATIONSHUB_URL", hubUrl.toString(),
                "HUB_ROOT_KEY", ROOT_KEY),
            "Started RecorderApplication");
    organization =
        hub("POST", "/api/admin/organizations", "{\"name\": \"Acme\"}").at("/id").asText();
  }

  @AfterAll
  static void stop() {
    recorder.close();
    hub.close();
    receiver.stop(0);
  }

  @Test
  void whatACallerDoesIsToldToTheCustomersWebhookWithAGoodSignature() throws Exception {
    JsonNode webhook =
        hub(
            "POST",
            "/api/organizations/webhooks",
            """
            {"name": "Acme", "url": "http://127.0.0.1:%d/hooks", "events": ["recording.completed"]}
            """
                .formatted(receiver.getAddress().getPort()));
    String key =
        newKey("\"scopes\": [\"recordings:read\", \"recordings:write\"]").at("/key").asText();
    HttpResponse<String> created =
        call("POST", "/recordings", key, "{\"title\": \"Stand-up \\u00fc\"}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String id = JSON.readTree(created.body()).at("/id").asText();
    assertThat(call("GET", "/recordings/" + id, key, null).statusCode()).isEqualTo(200);
    assertThat(call("GET", "/recordings/none", key, null).statusCode()).isEqualTo(404);

    Received received = RECEIVED.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(received).isNotNull();
    WebhookVerifier.of(webhook.at("/secret").asText())
        .verify(received.body(), name -> first(received, name));
    JsonNode body = JSON.readTree(received.body());
    assertThat(body.at("/type").asText()).isEqualTo("recording.completed");
    assertThat(body.at("/data/id").asText()).isEqualTo(id);
    assertThat(body.at("/data/title").asText()).isEqualTo("Stand-up ü");
  }

  @Test
  void whoMayNotIsToldWhyAndUsageTellsHowCallsEnded() throws Exception {
    JsonNode reader = newKey("\"scopes\": [\"recordings:read\"], \"rateLimitPerHour\": 3");
    String key = reader.at("/key").asText();
    HttpResponse<String> none = call("GET", "/recordings", null, null);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(none.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(call("POST", "/recordings", key, "{\"title\": \"x\"}").statusCode()).isEqualTo(403);
    assertThat(call("GET", "/recordings/none", key, null).statusCode()).isEqualTo(404);
    assertThat(call("GET", "/recordings", key, null).statusCode()).isEqualTo(200);
    HttpResponse<String> last = call("GET", "/recordings", key, null);
    assertThat(last.statusCode()).isEqualTo(200);
    assertThat(last.headers().firstValue("RateLimit-Policy")).contains("\"hour\";q=3;w=3600");
    assertThat(last.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"hour\";r=0;t=");
    HttpResponse<String> limited = call("GET", "/recordings", key, null);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(3_500L, 3_600L);

    String id = reader.at("/id").asText();
    await()
        .atMost(PATIENCE)
        .until(() -> stats(id).at("/averageLatencyMs").isNumber() && calls(id) == 5);
    JsonNode stats = stats(id);
    assertThat(stats.at("/outcomes/VALID").asInt()).isEqualTo(3);
    assertThat(stats.at("/outcomes/INSUFFICIENT_SCOPE").asInt()).isEqualTo(1);
    assertThat(stats.at("/outcomes/RATE_LIMITED").asInt()).isEqualTo(1);

    hub("DELETE", KEYS + "/" + id, null);
    await().atMost(PATIENCE).until(() -> call("GET", "/recordings", key, null).statusCode() == 401);
  }

  private static JsonNode newKey(String members) throws IOException, InterruptedException {
    return hub("POST", KEYS, "{\"name\": \"CI\", \"expiresIn\": \"never\", %s}".formatted(members));
  }

  private static JsonNode stats(String id) throws IOException, InterruptedException {
    return hub("GET", KEYS + "/" + id + "/stats", null);
  }

  private static int calls(String id) throws IOException, InterruptedException {
    return stats(id).at("/totalCalls").asInt();
  }

  private static JsonNode hub(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(hubUrl.resolve(path), method, body);
    request.header("Authorization", "Bearer " + ROOT_KEY);
    if (organization != null && path.startsWith("/api/organizations/")) {
      request.header("X-Organization-Id", organization);
    }
    HttpResponse<String> answer =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> call(
      String method, String path, @Nullable String key, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(recorderUrl.resolve(path), method, body);
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static HttpRequest.Builder request(URI url, String method, @Nullable String body) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .timeout(PATIENCE)
        .method(
            method,
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, UTF_8));
  }

  private static @Nullable String first(Received received, String name) {
    return received.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().get(0))
        .findFirst()
        .orElse(null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
