package dev.integrationshub.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import java.io.IOException;
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

  private final byte[] body;
  private final String place;
  private final FieldErrors errors;
  private final Set<String> seen = new HashSet<>();
  private Optional<UUID> organizationId = Optional.empty();
  private @Nullable String type;
  private byte @Nullable [] data;

  private ReadPublication(byte[] body, String place, FieldErrors errors) {
    this.body = body;
    this.place = place;
    this.errors = errors;
  }

  /**
   * @throws ProblemException 400 for what is not such a JSON object, 413 for too much data
   */
  static Publication read(byte[] body, Publication.@Nullable Once once) {
    var errors = new FieldErrors();
    var reading = new ReadPublication(body, "", errors);
    JsonBody.read(body, reading::members);
    errors.throwIfAny();
    return reading.publication(once);
  }

  /**
   * Reads one of several publications of a body.
   *
   * @param parser at the object's start; at its end afterwards
   * @param place the object's JSON pointer
   * @param errors gets everything that is wrong; with any, the publication is not to be asked for
   */
  static ReadPublication read(JsonParser parser, byte[] body, String place, FieldErrors errors)
      throws IOException {
    var reading = new ReadPublication(body, place, errors);
    reading.members(parser);
    return reading;
  }

  /**
   * @throws ProblemException 413 for too much data
   */
  Publication publication(Publication.@Nullable Once once) {
    if (type == null || data == null) {
      throw new IllegalStateException("asked for a publication in spite of errors");
    }
    if (data.length > MAX_DATA_BYTES) {
      throw ProblemException.tooLarge(
          place
              + "/data has "
              + data.length
              + " bytes; the limit is 256 KiB ("
              + MAX_DATA_BYTES
              + ").");
    }
    return new Publication(organizationId.orElseThrow(), type, data, once);
  }

  private void members(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      member(parser, parser.currentName());
    }
    for (String name : new String[] {"organizationId", "type", "data"}) {
      errors.require(seen.contains(name), place + "/" + name, "is required");
    }
  }

  private void member(JsonParser parser, String name) throws IOException {
    String pointer = place + "/" + name.replace("~", "~0").replace("/", "~1");
    parser.nextToken();
    if (!seen.add(name)) {
      errors.add(pointer, "is there twice");
      parser.skipChildren();
      return;
    }
    switch (name) {
      case "organizationId" -> organizationId = organization(text(parser, pointer), pointer);
      case "type" -> type = type(text(parser, pointer), pointer);
      case "data" -> data = cut(parser, pointer);
      default -> {
        errors.add(pointer, "is not a known field");
        parser.skipChildren();
      }
    }
  }

  private Optional<UUID> organization(@Nullable String text, String pointer) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<UUID> id = IdKind.ORGANIZATION.parse(text);
    errors.require(id.isPresent(), pointer, "must be an id such as org_01h455vb4p…");
    return id;
  }

  private @Nullable String type(@Nullable String text, String pointer) {
    errors.require(
        text == null || text.length() <= MAX_TYPE_LENGTH, pointer, "has more than 100 characters");
    return text;
  }

  private @Nullable String text(JsonParser parser, String pointer) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    errors.add(pointer, "must be a string");
    parser.skipChildren();
    return null;
  }

  private byte @Nullable [] cut(JsonParser parser, String pointer) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      errors.add(pointer, "must be a JSON object");
      parser.skipChildren();
      return null;
    }
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset();
    return Arrays.copyOfRange(body, Math.toIntExact(start), Math.toIntExact(end));
  }
}
