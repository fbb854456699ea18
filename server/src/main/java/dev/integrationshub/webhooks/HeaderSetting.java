package dev.integrationshub.webhooks;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "WebhookHeader", description = "A custom header")
public record HeaderSetting(
    @Schema(required = true, examples = "X-Env") @Nullable String name,
    @Schema(required = true, description = "Masked as *** in answers") @Nullable String value) {

  @Override
  public String toString() {
    return name + ": ***";
  }
}
