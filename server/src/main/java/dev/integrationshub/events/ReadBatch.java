package dev.integrationshub.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a batch of publications from a request's bytes, each by {@link ReadPublication}. */
final class ReadBatch {
  static final int MAX_EVENTS = 1_000;

  private static final String EVENTS = "events";

  private final byte[] body;
  private final FieldErrors errors = new FieldErrors();
  private final Set<String> seen = new HashSet<>();
  private final List<ReadPublication> readings = new ArrayList<>();

  private ReadBatch(byte[] body) {
    this.body = body;
  }

  /**
   * @return in the order of the body
   * @throws ProblemException 400 with all that is wrong, 413 for an event with too much data
   */
  static List<Publication> read(byte[] body) {
    var batch = new ReadBatch(body);
    JsonBody.read(body, batch::members);
    batch.errors.throwIfAny();
    return batch.readings.stream().map(reading -> reading.publication(null)).toList();
  }

  private void members(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
      parser.nextToken();
      if (!seen.add(name)) {
        errors.add(pointer, "is there twice");
        parser.skipChildren();
      } else if (!name.equals(EVENTS)) {
        errors.add(pointer, "is not a known field");
        parser.skipChildren();
      } else if (parser.currentToken() != JsonToken.START_ARRAY) {
        errors.add(pointer, "must be an array of events");
        parser.skipChildren();
      } else {
        events(parser);
      }
    }
    errors.require(seen.contains(EVENTS), "/" + EVENTS, "is required");
  }

  private void events(JsonParser parser) throws IOException {
    int count = 0;
    for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
      String place = "/" + EVENTS + "/" + count;
      if (count >= MAX_EVENTS) {
        parser.skipChildren();
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        readings.add(ReadPublication.read(parser, body, place, errors));
      } else {
        errors.add(place, "must be a JSON object");
        parser.skipChildren();
      }
    }
    errors.require(
        0 < count && count <= MAX_EVENTS,
        "/" + EVENTS,
        "has " + count + " events; a batch has 1 to 1,000");
  }
}
