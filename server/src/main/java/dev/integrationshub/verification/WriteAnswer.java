package dev.integrationshub.verification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link VerificationView} as the route's own writer does, byte for byte, without its
 * reflection.
 */
final class WriteAnswer {
  private static final int USUAL_BYTES = 512;

  private final JsonFactory json;

  /**
   * @param json of the route's own writer
   */
  WriteAnswer(JsonFactory json) {
    this.json = json;
  }

  byte[] write(VerificationView view) throws IOException {
    var bytes = new ByteArrayBuilder(USUAL_BYTES);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeBooleanField("valid", view.valid());
      out.writeStringField("code", view.code().name());
      out.writeStringField("keyId", view.keyId());
      out.writeStringField("organizationId", view.organizationId());
      out.writeStringField("name", view.name());
      out.writeArrayFieldStart("scopes");
      for (String scope : view.scopes()) {
        out.writeString(scope);
      }
      out.writeEndArray();
      writeTime(out, "expiresAt", view.expiresAt());
      write(out, view.rateLimit());
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, VerificationView.@Nullable RateLimit limit)
      throws IOException {
    if (limit == null) {
      out.writeNullField("rateLimit");
      return;
    }
    out.writeObjectFieldStart("rateLimit");
    out.writeNumberField("limit", limit.limit());
    out.writeNumberField("remaining", limit.remaining());
    writeTime(out, "resetAt", limit.resetAt());
    out.writeEndObject();
  }

  private static void writeTime(JsonGenerator out, String name, @Nullable Instant time)
      throws IOException {
    out.writeStringField(name, time == null ? null : time.toString());
  }
}
