package dev.integrationshub.webhooks;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "ChangedWebhookHeader", description = "A custom header as it is to be")
record ChangedHeader(
    @Schema(required = true, examples = "X-Env") @Nullable String name,
    @Schema(
            description =
                "Absent: the value that is stored under this name, in whatever case, stays")
        @Nullable String value) {

  HeaderSetting setting() {
    return new HeaderSetting(name, value);
  }

  @Override
  public String toString() {
    return name + ": ***";
  }
}
