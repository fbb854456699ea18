package dev.integrationshub.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;

/** Calls the hub as one caller, over real HTTP. */
public record HubClient(URI hub, Map<String, String> headers) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  public record Answer(int status, HttpHeaders headers, JsonNode body) {
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    public String text(String pointer) {
      return body.at(pointer).asText();
    }
  }

  /** The product team, acting in a new organization of its own. */
  public static HubClient operatorOfNewOrganization(Jdbi jdbi) {
    UUID id = UUID.randomUUID();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO organization (id, name, created_at) VALUES (?, 'Test', now())", id));
    return new HubClient(
        ConfigProvider.getConfig().getValue("test.url", URI.class),
        Map.of(
            "Authorization",
            "Bearer " + HubDatabase.ROOT_KEY,
            "X-Organization-Id",
            IdKind.ORGANIZATION.format(id)));
  }

  /** Makes a well-formed key of everything but its checksum. */
  public static String withChecksum(String start) {
    return start + KeyFormat.checksum(start);
  }

  public HubClient with(String bearer) {
    return new HubClient(hub, Map.of("Authorization", "Bearer " + bearer));
  }

  public UUID organizationId() {
    return IdKind.ORGANIZATION.parse(headers.getOrDefault("X-Organization-Id", "")).orElseThrow();
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  public Answer delete(String path) {
    return send("DELETE", path, "");
  }

  public Answer post(String path, String json) {
    return send("POST", path, json);
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json);
  }

  public Answer patch(String path, String json) {
    return send("PATCH", path, json);
  }

  /** Creates a key with these further members of the body, such as {@code "expiresIn": "7d"}. */
  public Answer createKey(String name, String members) {
    Answer created =
        post(
            "/api/organizations/api-keys",
            "{\"name\": \"%s\"%s%s}".formatted(name, members.isEmpty() ? "" : ", ", members));
    if (created.status() != 201) {
      throw new AssertionError("not created: " + created.body());
    }
    return created;
  }

  public Answer verify(String key, String members) {
    Answer answer =
        post(
            "/api/keys/verify",
            "{\"key\": \"%s\"%s%s}".formatted(key, members.isEmpty() ? "" : ", ", members));
    if (answer.status() != 200) {
      throw new AssertionError("not verified: " + answer.body());
    }
    return answer;
  }

  public String code(String key, String members) {
    return verify(key, members).text("/code");
  }

  private Answer send(String method, String path, String json) {
    var request = HttpRequest.newBuilder(hub.resolve(path));
    headers.forEach(request::header);
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    var body =
        json.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    try {
      HttpResponse<String> response =
          HTTP.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), parse(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String body) throws JsonProcessingException {
    return JSON.readTree(body.isEmpty() ? "null" : body);
  }
}
