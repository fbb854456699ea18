package dev.integrationshub.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A revoked API key, and how far the word of it has got. */
@Schema(name = "RevokedApiKey")
record RevokedKeyView(@JsonUnwrapped ApiKeyView apiKey, Propagation propagation) {

  @Schema(description = "Which nodes of the hub refuse the key by now")
  record Propagation(
      @Schema(description = "Nodes that are running, or were heard of within 3 seconds") int nodes,
      @Schema(description = "Nodes that refuse the key from now on") int acknowledged,
      @Schema(description = "How long that took") long millis) {}
}
