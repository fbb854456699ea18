package dev.integrationshub.webhooks;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "WebhookRetry", description = "How hard the hub tries")
record RetrySetting(
    @Schema(defaultValue = "true") @Nullable Boolean enabled,
    @Schema(minimum = "0", maximum = "10", defaultValue = "7") @Nullable Integer maxRetries,
    @Schema(
            minimum = "1",
            maximum = "30",
            defaultValue = "15",
            description = "For one request, from the name look-up to the end of the response")
        @Nullable Integer timeoutSeconds) {
  static final RetrySetting UNSAID = new RetrySetting(null, null, null);
}
