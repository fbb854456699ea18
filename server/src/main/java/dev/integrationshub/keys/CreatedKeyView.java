package dev.integrationshub.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new API key: the one answer that holds the key itself. */
@Schema(name = "CreatedApiKey")
public record CreatedKeyView(
    @JsonUnwrapped ApiKeyView apiKey,
    @Schema(
            description = "The whole key. It is in this answer only: the hub does not keep it",
            examples = "ihk_live_7Fk2mQ9xTb_…")
        String key) {

  static CreatedKeyView of(MakeKey.Made made, Instant now) {
    return new CreatedKeyView(ApiKeyView.of(made.key(), now), made.text().value());
  }

  @Override
  public String toString() {
    return "CreatedKeyView[" + apiKey + "]";
  }
}
