package dev.integrationshub.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.integrationshub.platform.problems.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object inside a request, cut out where the parser found it and never written anew: its key
 * order, number spellings and white space are what a signature covers. Its request is read by
 * {@link #readAround}.
 *
 * @param bytes exactly as they came
 */
@JsonDeserialize(using = RawObject.Cut.class)
record RawObject(byte[] bytes) {
  static final int MAX_DATA_BYTES = 256 * 1024;

  private static final String TEXT = "text";

  /**
   * Reads a request that may hold such objects.
   *
   * @throws ProblemException 400 when it is not UTF-8, or null
   * @throws JsonProcessingException for what is no such request; becomes 400 at the edge
   */
  static <T> T readAround(ObjectMapper json, byte[] body, Class<T> type)
      throws JsonProcessingException {
    String text = text(body);
    @Nullable T request = json.readerFor(type).withAttribute(TEXT, text).readValue(text);
    if (request == null) {
      throw ProblemException.badRequest("The body is not the JSON object that this route takes.");
    }
    return request;
  }

  /** RFC 8259 section 8.1: nothing but UTF-8. Strict, so that the text has the very same bytes. */
  private static String text(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw ProblemException.badRequest("The body is not JSON: it is not UTF-8.");
    }
  }

  /**
   * The bytes as an event's data.
   *
   * @param name what the request calls the object
   * @throws ProblemException 413 for too many
   */
  byte[] asData(String name) {
    if (bytes.length > MAX_DATA_BYTES) {
      throw ProblemException.tooLarge(
          name + " has " + bytes.length + " bytes; the limit is 256 KiB (" + MAX_DATA_BYTES + ").");
    }
    return bytes;
  }

  static final class Cut extends JsonDeserializer<RawObject> {
    @Override
    public RawObject deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return (RawObject) context.handleUnexpectedToken(RawObject.class, parser);
      }
      int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
      parser.skipChildren();
      int end = Math.toIntExact(parser.currentLocation().getCharOffset());
      String text = (String) context.getAttribute(TEXT);
      return new RawObject(text.substring(start, end).getBytes(UTF_8));
    }
  }
}
