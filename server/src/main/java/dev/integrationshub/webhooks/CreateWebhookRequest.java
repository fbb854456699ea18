package dev.integrationshub.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.signing.SignatureScheme;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "CreateWebhook", description = "A new webhook's settings")
record CreateWebhookRequest(
    @Schema(required = true, maxLength = 100, examples = "Billing") @Nullable String name,
    @Schema(required = true, maxLength = 2048, examples = "https://example.com/hooks")
        @Nullable String url,
    @Schema(
            required = true,
            description = "Names of event types, or * alone for all",
            examples = "[\"recording.completed\"]")
        @Nullable List<@Nullable String> events,
    @Schema(description = "Sent with every request; values can't be read again")
        @Nullable List<@Nullable HeaderSetting> headers,
    @Nullable RetrySetting retry,
    @Schema(defaultValue = "true") @Nullable Boolean enabled,
    @Schema(
            description = "whsec_ and the base64 of 24 to 64 bytes; made by the hub where absent",
            maxLength = 100)
        @Nullable String secret,
    @Schema(
            defaultValue = "v1",
            description =
                "v1: HMAC-SHA-256 with the secret; v1a: Ed25519, and receivers verify with the"
                    + " public key")
        @Nullable SignatureScheme signatureScheme,
    @Schema(
            implementation = Object.class,
            description =
                "A condition on the data of events, as docs/webhook-filters.md describes; at most"
                    + " 8 KiB, 100 conditions and 10 levels. Absent or null: every event",
            examples = "{\"durationSeconds\": {\"$gte\": 60}}")
        @Nullable JsonNode filter,
    @Schema(
            defaultValue = "false",
            description =
                "One delivery at a time, in the order in which events were accepted: the next one"
                    + " goes after success, the last retry or a skip")
        @Nullable Boolean ordered,
    @Schema(
            implementation = Integer.class,
            minimum = "1",
            maximum = "1000",
            description = "The most attempts that begin in any second; null for no limit")
        @Nullable JsonNode throttlePerSecond) {

  @Override
  public String toString() {
    return "CreateWebhookRequest[name=" + name + "]";
  }
}
