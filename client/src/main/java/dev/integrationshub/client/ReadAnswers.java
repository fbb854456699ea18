package dev.integrationshub.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of answers. What a newer hub adds to them is passed over. */
final class ReadAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReadAnswers() {}

  static PublishedEvent published(byte[] body) {
    return read(body, ReadAnswers::published);
  }

  /**
   * @param count how many there must be
   */
  static List<PublishedEvent> publishedBatch(byte[] body, int count) {
    List<PublishedEvent> events =
        read(body, json -> each(required(json, "data"), ReadAnswers::published));
    if (events.size() != count) {
      throw new HubUnreachableException(
          "the hub answered " + count + " events with " + events.size(), null);
    }
    return events;
  }

  static Verification verification(byte[] body) {
    return read(
        body,
        json ->
            new Verification(
                VerificationCode.of(text(json, "code")),
                optionalText(json, "keyId"),
                optionalText(json, "organizationId"),
                optionalText(json, "name"),
                each(required(json, "scopes"), JsonNode::asText),
                json.hasNonNull("expiresAt") ? instant(json, "expiresAt") : null,
                json.hasNonNull("rateLimit") ? rateLimit(required(json, "rateLimit")) : null));
  }

  static int accepted(byte[] body) {
    return read(body, json -> required(json, "accepted").asInt());
  }

  /** Of an answer that is no problem detail only the status is told: nobody knows what it holds. */
  static HubProblemException problem(Outcome.Answered answered) {
    JsonNode json;
    try {
      json = JSON.readTree(answered.body());
    } catch (IOException notJson) {
      json = JSON.missingNode();
    }
    List<FieldError> errors =
        each(
            json.path("errors"),
            error -> new FieldError(error.path("pointer").asText(), error.path("detail").asText()));
    return new HubProblemException(
        answered.status(), json.path("title").asText(), optionalText(json, "detail"), errors);
  }

  private static PublishedEvent published(JsonNode json) {
    return new PublishedEvent(
        text(json, "id"), required(json, "deliveries").asInt(), instant(json, "createdAt"));
  }

  private static Verification.RateLimit rateLimit(JsonNode json) {
    return new Verification.RateLimit(
        required(json, "limit").asInt(),
        required(json, "remaining").asLong(),
        instant(json, "resetAt"));
  }

  private static <T> T read(byte[] body, Function<JsonNode, T> reader) {
    try {
      return reader.apply(JSON.readTree(body));
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      // Without the cause: it could quote the answer.
      throw new HubUnreachableException("what answered is not the hub, or not of this API", null);
    }
  }

  private static JsonNode required(JsonNode json, String name) {
    return json.required(name);
  }

  private static String text(JsonNode json, String name) {
    return required(json, name).asText();
  }

  private static @Nullable String optionalText(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.asText() : null;
  }

  private static Instant instant(JsonNode json, String name) {
    return Instant.parse(text(json, name));
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
    List<T> read = new ArrayList<>();
    array.forEach(element -> read.add(reader.apply(element)));
    return read;
  }
}
