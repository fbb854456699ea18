package dev.integrationshub.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.List;

/** Writes the bodies of requests. */
final class WriteRequests {
  /** Escapes, so that whatever came as a key is sent, also half a character: the hub judges it. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private WriteRequests() {}

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * @throws IllegalArgumentException when the event's data is not to be written
   */
  static byte[] event(Event event, ObjectMapper mapper) {
    return written(json -> write(json, event, mapper));
  }

  /**
   * @throws IllegalArgumentException when the data of one is not to be written
   */
  static byte[] events(List<Event> events, ObjectMapper mapper) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("events");
          for (Event event : events) {
            write(json, event, mapper);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static byte[] presented(String key, Ask ask) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeStringField("key", key);
          json.writeArrayFieldStart("scopes");
          for (String scope : ask.scopes()) {
            json.writeString(scope);
          }
          json.writeEndArray();
          if (ask.address() != null) {
            json.writeStringField("ip", withoutZone(ask.address()));
          }
          json.writeNumberField("cost", ask.cost());
          json.writeEndObject();
        });
  }

  static byte[] calls(List<EndedCall> calls) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("calls");
          for (EndedCall call : calls) {
            json.writeStartObject();
            json.writeStringField("keyId", call.keyId());
            json.writeNumberField("status", call.status());
            long micros = call.latency().toNanos() / 1_000;
            json.writeNumberField("latencyMs", BigDecimal.valueOf(micros, 3));
            if (call.at() != null) {
              json.writeStringField("at", call.at().toString());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** The name of a network interface behind an address of IPv6 is this machine's own affair. */
  private static String withoutZone(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  private static void write(JsonGenerator json, Event event, ObjectMapper mapper)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("organizationId", event.organizationId());
    json.writeStringField("type", event.type());
    json.writeFieldName("data");
    json.writeRawValue(event.json(mapper));
    json.writeEndObject();
  }

  private static byte[] written(Body body) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      body.write(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("half a character (a lone surrogate) is no text", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
