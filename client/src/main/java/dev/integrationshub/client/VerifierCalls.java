package dev.integrationshub.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hub's routes for programs that verify by themselves. */
final class VerifierCalls {
  /** Copies are believed for two seconds: who waits for longer has nothing left to save. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final String hub;
  private final String rootKey;
  private final UUID holder = UUID.randomUUID();

  /**
   * @throws IllegalArgumentException when one can't be right; the message doesn't show the root key
   */
  VerifierCalls(URI hub, String rootKey) {
    if (hub.getHost() == null || !SCHEMES.contains(hub.getScheme())) {
      throw new IllegalArgumentException("the hub's address is https://host, or http://host");
    }
    if (!VISIBLE.matcher(rootKey).matches()) {
      // Such as one with the line break of its file. The JDK would refuse it, and show it.
      throw new IllegalArgumentException("a root key has visible ASCII characters only");
    }
    this.hub = hub.toString().replaceAll("/+$", "");
    this.rootKey = rootKey;
  }

  /** The hub said no for good: what was sent is wrong, whenever it is sent again. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * What has changed since.
   *
   * @param complete false where changes are missing
   * @param age what was committed longer ago is in it
   * @param now by the hub's database, some time after the question was asked
   */
  record Changes(
      long sequence, boolean complete, List<Change> changes, Duration age, Instant now) {}

  record Change(long sequence, String keyId) {}

  /**
   * What was granted of a limit.
   *
   * @param stale the key has another limit by now
   * @param used what counts against the limit, with all that anybody holds
   */
  record Lease(
      boolean stale,
      boolean taken,
      long amount,
      @Nullable Instant endsAt,
      long used,
      @Nullable Instant oldest,
      long free) {}

  /**
   * @return null where nobody holds the key
   */
  @Nullable KeyCopy resolve(String key, byte[] digest) {
    ObjectNode body = json.createObjectNode().put("key", key);
    return ask("POST", "/api/keys/verifier/resolve", body, answer -> copy(answer, digest));
  }

  private static @Nullable KeyCopy copy(JsonNode answer, byte[] digest) {
    JsonNode found = answer.get("key");
    if (found == null) {
      throw new IllegalArgumentException("the answer does not say whose key it is");
    }
    if (found.isNull()) {
      return null;
    }
    List<String> scopes = new ArrayList<>();
    found.get("scopes").forEach(scope -> scopes.add(scope.asText()));
    List<AddressBlock> allowlist = new ArrayList<>();
    found.get("ipAllowlist").forEach(block -> allowlist.add(AddressBlock.parse(block.asText())));
    JsonNode limit = found.get("rateLimitPerHour");
    return new KeyCopy(
        answer.get("sequence").asLong(),
        digest,
        found.get("keyId").asText(),
        found.get("organizationId").asText(),
        found.get("name").asText(),
        List.copyOf(scopes),
        limit.isNull() ? null : limit.asInt(),
        List.copyOf(allowlist),
        time(found, "expiresAt"),
        found.get("disabled").asBoolean(),
        found.get("revoked").asBoolean());
  }

  Changes changes(long after) {
    return ask("GET", "/api/keys/verifier/changes?after=" + after, null, VerifierCalls::changesOf);
  }

  private static Changes changesOf(JsonNode answer) {
    List<Change> changes = new ArrayList<>();
    answer
        .get("changes")
        .forEach(
            change ->
                changes.add(
                    new Change(change.get("sequence").asLong(), change.get("keyId").asText())));
    return new Changes(
        answer.get("sequence").asLong(),
        answer.get("complete").asBoolean(),
        changes,
        Duration.ofMillis(answer.get("ageMillis").asLong()),
        Instant.parse(answer.get("now").asText()));
  }

  Lease lease(String keyId, int limit, long needed) {
    ObjectNode body = json.createObjectNode().put("holder", holder.toString());
    body.putArray("leases")
        .addObject()
        .put("keyId", keyId)
        .put("limit", limit)
        .put("needed", needed);
    return ask(
        "POST", "/api/keys/verifier/leases", body, answer -> leaseOf(answer.get("leases").get(0)));
  }

  private static Lease leaseOf(JsonNode lease) {
    return new Lease(
        lease.get("stale").asBoolean(),
        lease.get("taken").asBoolean(),
        lease.get("amount").asLong(),
        time(lease, "endsAt"),
        lease.get("used").asLong(),
        time(lease, "oldest"),
        lease.get("free").asLong());
  }

  /**
   * @param sequence the same at every try
   * @throws RefusedException where it would be refused again
   * @throws HubUnavailableException where it may be written or not
   */
  void report(long sequence, ArrayNode keys, boolean end) {
    ObjectNode body =
        json.createObjectNode()
            .put("holder", holder.toString())
            .put("sequence", sequence)
            .put("end", end);
    body.set("keys", keys);
    send("POST", "/api/keys/verifier/usage", body);
  }

  /** How calls ended, as {@code POST /api/keys/usage} takes it. */
  void reportEnded(ArrayNode calls) {
    ObjectNode body = json.createObjectNode();
    body.set("calls", calls);
    send("POST", "/api/keys/usage", body);
  }

  ArrayNode newList() {
    return json.createArrayNode();
  }

  /**
   * @throws HubUnavailableException for whatever is no good answer of a hub, so that nobody takes
   *     it for a decision
   */
  private <T extends @Nullable Object> T ask(
      String method, String path, @Nullable ObjectNode body, Function<JsonNode, T> read) {
    try {
      return read.apply(send(method, path, body));
    } catch (RefusedException e) {
      throw new HubUnavailableException(String.valueOf(e.getMessage()), e);
    } catch (HubUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      // Fields are missing, or no numbers and times: such as from a proxy that answers itself.
      throw new HubUnavailableException("What answered is not the hub", e);
    }
  }

  private JsonNode send(String method, String path, @Nullable ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hub + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + rootKey)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return read(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (JsonProcessingException e) {
      // Without the cause, which may show what came.
      throw new HubUnavailableException("What answered is not the hub", null);
    } catch (IOException e) {
      throw new HubUnavailableException("The hub can't be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubUnavailableException("The hub was not waited for: interrupted", e);
    }
  }

  private JsonNode read(HttpResponse<byte[]> response) throws IOException {
    int status = response.statusCode();
    if (status == 204) {
      return json.missingNode();
    }
    if (status == 200 || status == 202) {
      return json.readTree(response.body());
    }
    String detail = "The hub answered " + status + detail(response.body());
    if (status >= 500 || status == 429) {
      throw new HubUnavailableException(detail, null);
    }
    throw new RefusedException(detail);
  }

  private String detail(byte[] problem) throws IOException {
    try {
      return ": " + json.readTree(problem).path("detail").asText();
    } catch (JsonProcessingException notTheHub) {
      return ", and not as the hub does";
    }
  }

  private static @Nullable Instant time(JsonNode node, String field) {
    JsonNode time = node.get(field);
    return time == null || time.isNull() ? null : Instant.parse(time.asText());
  }
}
