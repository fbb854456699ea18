package dev.integrationshub.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a publication from a request's bytes. The {@code data} object is cut out where the parser
 * found it, never written anew: its key order, number spellings and white space are what the
 * receiver's signature covers.
 */
final class ReadPublication {
  static final int MAX_DATA_BYTES = 256 * 1024;

  private static final int MAX_TYPE_LENGTH = 100;
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] body;
  private final FieldErrors errors = new FieldErrors();
  private final Set<String> seen = new HashSet<>();
  private @Nullable String organizationId;
  private @Nullable String type;
  private byte @Nullable [] data;

  private ReadPublication(byte[] body) {
    this.body = body;
  }

  /**
   * @throws ProblemException 400 for what is not such a JSON object, 413 for too much data
   */
  static Publication read(byte[] body, Publication.@Nullable Once once) {
    requireUtf8(body);
    var reading = new ReadPublication(body);
    try (JsonParser parser = JSON.createParser(body)) {
      reading.object(parser);
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
    return reading.publication(once);
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

  private void object(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw ProblemException.badRequest("Send the event as a JSON object.");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      member(parser, parser.currentName());
    }
    if (parser.nextToken() != null) {
      throw notJson("something follows after the object's end");
    }
  }

  private void member(JsonParser parser, String name) throws IOException {
    String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
    parser.nextToken();
    if (!seen.add(name)) {
      errors.add(pointer, "is there twice");
      parser.skipChildren();
      return;
    }
    switch (name) {
      case "organizationId" -> organizationId = text(parser, pointer);
      case "type" -> type = text(parser, pointer);
      case "data" -> data = cut(parser);
      default -> {
        errors.add(pointer, "is not a known field");
        parser.skipChildren();
      }
    }
  }

  private @Nullable String text(JsonParser parser, String pointer) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    errors.add(pointer, "must be a string");
    parser.skipChildren();
    return "";
  }

  private byte @Nullable [] cut(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      errors.add("/data", "must be a JSON object");
      parser.skipChildren();
      return new byte[0];
    }
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset();
    return Arrays.copyOfRange(body, Math.toIntExact(start), Math.toIntExact(end));
  }

  private Publication publication(Publication.@Nullable Once once) {
    require(organizationId, "/organizationId");
    require(type, "/type");
    require(data, "/data");
    String typeName = type == null ? "" : type;
    errors.require(typeName.length() <= MAX_TYPE_LENGTH, "/type", "has more than 100 characters");
    Optional<UUID> organization =
        IdKind.ORGANIZATION.parse(organizationId == null ? "" : organizationId);
    if (errors.isEmpty()) {
      errors.require(
          organization.isPresent(), "/organizationId", "must be an id such as org_01h455vb4p…");
    }
    errors.throwIfAny();
    byte[] bytes = data == null ? new byte[0] : data;
    if (bytes.length > MAX_DATA_BYTES) {
      throw ProblemException.tooLarge(
          "data has " + bytes.length + " bytes; the limit is 256 KiB (" + MAX_DATA_BYTES + ").");
    }
    return new Publication(organization.orElseThrow(), typeName, bytes, once);
  }

  private void require(@Nullable Object value, String pointer) {
    errors.require(value != null, pointer, "is required");
  }

  private static ProblemException notJson(String why) {
    return ProblemException.badRequest("The body is not JSON: " + why + ".");
  }
}
