package dev.integrationshub.examples.recorder.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.spring.HubProperties;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** What a customer's admin does by the page, by the hub's API. */
@Component
@ConditionalOnProperty("recorder.demo")
class HubApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final HubProperties hub;

  HubApi(HubProperties hub) {
    this.hub = hub;
  }

  JsonNode get(String path, @Nullable String organization)
      throws IOException, InterruptedException {
    return send("GET", path, organization, null);
  }

  JsonNode post(String path, String organization, String body)
      throws IOException, InterruptedException {
    return send("POST", path, organization, body);
  }

  void delete(String path, String organization) throws IOException, InterruptedException {
    send("DELETE", path, organization, null);
  }

  private JsonNode send(
      String method, String path, @Nullable String organization, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.url().resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + hub.rootKey())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, UTF_8));
    if (organization != null) {
      request.header("X-Organization-Id", organization);
    }
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isEmpty() ? json.missingNode() : json.readTree(answer.body());
  }
}
