package dev.integrationshub.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.integrationshub.platform.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a request's bytes token by token: one JSON object in UTF-8, and nothing else. */
final class JsonBody {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonBody() {}

  /** Reads on from an object's start to its end. */
  @FunctionalInterface
  interface ObjectReader {
    void read(JsonParser parser) throws IOException;
  }

  /**
   * @throws ProblemException 400 for what is no JSON, or no object
   */
  static void read(byte[] body, ObjectReader object) {
    requireUtf8(body);
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ProblemException.badRequest("Send the body as a JSON object.");
      }
      object.read(parser);
      if (parser.nextToken() != null) {
        throw notJson("something follows after the object's end");
      }
    } catch (JsonProcessingException e) {
      throw notJson(
          e.getOriginalMessage().lines().findFirst().orElse("")
              + " (line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** RFC 8259 section 8.1: UTF-8 without a byte order mark, and nothing else. */
  private static void requireUtf8(byte[] body) {
    try {
      // The decoder of newDecoder() reports what is malformed; new String would replace it.
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
        throw notJson("it starts with a byte order mark");
      }
      if (text.chars().anyMatch(character -> character == 0)) {
        // JSON has none, and the parser would take it for UTF-16 or UTF-32.
        throw notJson("it holds a NUL");
      }
    } catch (CharacterCodingException e) {
      throw notJson("it is not UTF-8");
    }
  }

  private static ProblemException notJson(String why) {
    return ProblemException.badRequest("The body is not JSON: " + why + ".");
  }
}
