package dev.integrationshub.keys;

import dev.integrationshub.platform.problems.FieldErrors;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to rotate a key, as sent. */
@Schema(name = "RotateApiKey")
public record RotateRequest(
    @Schema(
            required = true,
            description = "How long the old key stays good",
            enumeration = {"0", "15m", "1h", "6h", "24h"})
        @Nullable String overlap) {

  private static final Map<String, Duration> OVERLAPS =
      Map.of(
          "0", Duration.ZERO,
          "15m", Duration.ofMinutes(15),
          "1h", Duration.ofHours(1),
          "6h", Duration.ofHours(6),
          "24h", Duration.ofHours(24));

  Duration duration(FieldErrors errors) {
    return overlap(overlap, errors, "/overlap");
  }

  /** Reads an overlap; zero where an error was added. */
  public static Duration overlap(@Nullable String text, FieldErrors errors, String pointer) {
    Duration overlap = text == null ? null : OVERLAPS.get(text);
    errors.require(overlap != null, pointer, "must be 0, 15m, 1h, 6h or 24h");
    return overlap == null ? Duration.ZERO : overlap;
  }
}
