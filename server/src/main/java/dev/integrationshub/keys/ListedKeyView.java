package dev.integrationshub.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API key as a list shows it. */
@Schema(name = "ListedApiKey")
record ListedKeyView(
    @JsonUnwrapped ApiKeyView apiKey,
    @Schema(description = "Calls of each of the last seven days (UTC), today last")
        List<Long> callsLast7Days) {

  static ListedKeyView of(ListKeys.Row row, Instant now) {
    return new ListedKeyView(ApiKeyView.of(row.key(), now), row.callsLast7Days());
  }
}
