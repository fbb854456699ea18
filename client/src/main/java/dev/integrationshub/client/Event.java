package dev.integrationshub.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Something that happened, to be told to an organization's webhooks. It doesn't show its data in a
 * log.
 */
public final class Event {
  private static final JsonFactory JSON = new JsonFactory();

  private final String organizationId;
  private final String type;
  private final Data data;

  private Event(String organizationId, String type, Data data) {
    this.organizationId = organizationId;
    this.type = type;
    this.data = data;
  }

  private sealed interface Data {
    record Text(String json) implements Data {}

    record Value(Object value) implements Data {}
  }

  /**
   * @param organizationId such as {@code org_01h455vb4pex5vsknk084sn02q}
   * @param type one of the hub's catalogue, such as {@code recording.completed}
   * @param data a record, bean or map that the client's {@code ObjectMapper} writes as a JSON
   *     object, of at most 256 KiB. It is written when the event is published.
   */
  public static Event of(String organizationId, String type, Object data) {
    return new Event(organizationId, type, new Data.Value(data));
  }

  /**
   * @param json a JSON object of at most 256 KiB; receivers get these very characters, in UTF-8
   * @throws IllegalArgumentException when it is anything else
   */
  public static Event ofJson(String organizationId, String type, String json) {
    return new Event(organizationId, type, new Data.Text(object(json)));
  }

  public String organizationId() {
    return organizationId;
  }

  public String type() {
    return type;
  }

  /**
   * @throws IllegalArgumentException when the data can't be written, or is no JSON object
   */
  String json(ObjectMapper mapper) {
    if (data instanceof Data.Value written) {
      try {
        return object(mapper.writeValueAsString(written.value));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("an event's data can't be written as JSON", e);
      }
    }
    return ((Data.Text) data).json;
  }

  /** Only what is one object by itself may be put into a request as it is. */
  private static String object(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("an event's data must be a JSON object");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something follows after the object of an event's data");
      }
      return json.strip();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event's data is not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "Event[organizationId=" + organizationId + ", type=" + type + "]";
  }
}
