package dev.integrationshub.leaks;

import dev.integrationshub.keys.LeakResponse;
import dev.integrationshub.keys.LeakedToken;
import dev.integrationshub.keys.RotateRequest;
import dev.integrationshub.platform.configuration.LeakSettings;
import dev.integrationshub.platform.problems.FieldErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A root key's report, as sent. */
@Schema(name = "ReportLeaks")
record ReportLeaksRequest(
    @Schema(required = true, minItems = 1, maxItems = MAX_LEAKS)
        @Nullable List<@Nullable Leak> leaks,
    @Schema(
            description = "What becomes of a key that still works; absent: as HUB_LEAK_POLICY says",
            enumeration = {"disable", "rotate"})
        @Nullable String policy,
    @Schema(
            description = "How long a rotated key still works; absent: 1h",
            enumeration = {"0", "15m", "1h", "6h", "24h"})
        @Nullable String overlap) {

  private static final String USUAL_OVERLAP = "1h";

  static final int MAX_LEAKS = 100;
  static final int MAX_URL_LENGTH = 2_000;
  private static final int MAX_SOURCE_LENGTH = 100;

  @Schema(name = "ReportLeak")
  record Leak(
      @Schema(required = true, description = "What was found, whole", examples = "ihk_live_…")
          @Nullable String token,
      @Schema(
              description = "Who or what found it",
              maxLength = MAX_SOURCE_LENGTH,
              examples = "gitleaks")
          @Nullable String source,
      @Schema(
              description = "Where",
              maxLength = MAX_URL_LENGTH,
              examples = "https://git.example.com/app/blob/main/.env#L3")
          @Nullable String url) {

    @Override
    public String toString() {
      return "Leak[" + source + "]";
    }
  }

  List<LeakedToken> tokens(FieldErrors errors) {
    List<@Nullable Leak> all = leaks == null ? List.of() : leaks;
    errors.requireSize(all, "/leaks", 1, MAX_LEAKS);
    List<LeakedToken> tokens = new ArrayList<>();
    for (int i = 0; i < Math.min(all.size(), MAX_LEAKS); i++) {
      String pointer = "/leaks/" + i;
      Leak leak = all.get(i);
      if (leak == null || leak.token() == null || leak.token().isBlank()) {
        errors.add(pointer + "/token", "is required");
        continue;
      }
      check(errors, leak.source(), pointer + "/source", MAX_SOURCE_LENGTH);
      check(errors, leak.url(), pointer + "/url", MAX_URL_LENGTH);
      tokens.add(new LeakedToken(leak.token().strip(), leak.source(), leak.url()));
    }
    return tokens;
  }

  LeakResponse response(FieldErrors errors, LeakSettings.Policy usual) {
    Duration duration =
        RotateRequest.overlap(overlap == null ? USUAL_OVERLAP : overlap, errors, "/overlap");
    return switch (policy == null ? usual.name().toLowerCase(Locale.ROOT) : policy) {
      case "rotate" -> new LeakResponse.Rotate(duration);
      case "disable" -> new LeakResponse.Disable();
      default -> {
        errors.add("/policy", "must be disable or rotate");
        yield new LeakResponse.Disable();
      }
    };
  }

  private static void check(
      FieldErrors errors, @Nullable String text, String pointer, int maxLength) {
    if (text != null && !text.isEmpty()) {
      errors.text(text, pointer, maxLength);
    }
  }
}
