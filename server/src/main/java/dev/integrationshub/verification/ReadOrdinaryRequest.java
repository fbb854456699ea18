package dev.integrationshub.verification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.integrationshub.platform.problems.FieldErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests in which nothing is wrong or unusual. Of any other it says only that it is not for
 * here: what such a request means, or what is wrong with it, is known in one place, the route's own
 * reader.
 */
final class ReadOrdinaryRequest {
  private final JsonFactory json;

  /**
   * @param json of the route's own reader, so that both take the same for JSON
   */
  ReadOrdinaryRequest(JsonFactory json) {
    this.json = json;
  }

  /** Null for a request that the route must read by itself. */
  @Nullable Presented read(byte[] body) {
    @Nullable VerifyRequest request;
    try (JsonParser parser = json.createParser(body)) {
      request = read(parser);
    } catch (IOException notForHere) {
      return null;
    }
    if (request == null) {
      return null;
    }
    var errors = new FieldErrors();
    Presented presented = request.presented(errors, "");
    return errors.isEmpty() ? presented : null;
  }

  private static @Nullable VerifyRequest read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    @Nullable String key = null;
    @Nullable List<@Nullable String> scopes = null;
    @Nullable String ip = null;
    @Nullable Integer cost = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      boolean isRead =
          switch (name) {
            case "key" -> key == null && (key = parser.nextTextValue()) != null;
            case "scopes" -> scopes == null && (scopes = texts(parser)) != null;
            case "ip" -> ip == null && (ip = parser.nextTextValue()) != null;
            case "cost" -> cost == null && (cost = number(parser)) != null;
            default -> false;
          };
      if (!isRead) {
        return null;
      }
    }
    boolean isWhole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    return isWhole ? new VerifyRequest(key, scopes, ip, cost) : null;
  }

  private static @Nullable List<@Nullable String> texts(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return null;
    }
    List<@Nullable String> texts = new ArrayList<>(4);
    for (String text = parser.nextTextValue(); text != null; text = parser.nextTextValue()) {
      texts.add(text);
    }
    return parser.currentToken() == JsonToken.END_ARRAY ? texts : null;
  }

  private static @Nullable Integer number(JsonParser parser) throws IOException {
    return parser.nextToken() == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : null;
  }
}
