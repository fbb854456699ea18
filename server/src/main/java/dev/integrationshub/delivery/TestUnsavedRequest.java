package dev.integrationshub.delivery;

import dev.integrationshub.webhooks.FindTestTarget;
import dev.integrationshub.webhooks.HeaderSetting;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "TestUnsavedWebhook", description = "A webhook that is not saved, and what to send")
record TestUnsavedRequest(
    @Schema(required = true, maxLength = 2048, examples = "https://example.com/hooks")
        @Nullable String url,
    @Schema(
            description = "whsec_ and the base64 of 24 to 64 bytes; made by the hub where absent",
            maxLength = 100)
        @Nullable String secret,
    @Nullable List<@Nullable HeaderSetting> headers,
    @Schema(minimum = "1", maximum = "30", defaultValue = "15") @Nullable Integer timeoutSeconds,
    @Schema(required = true, description = "An event type", examples = "recording.completed")
        @Nullable String event,
    @Schema(
            implementation = Object.class,
            description =
                "The event's data: a JSON object of at most 256 KiB, sent byte for byte; the event"
                    + " type's example where absent")
        @Nullable RawObject payload,
    @Schema(
            defaultValue = "signed",
            description =
                "signed: as every delivery; unsigned: without webhook-signature; tampered: with a"
                    + " signature over other bytes, which a receiver must refuse")
        @Nullable TestSignature signature) {

  FindTestTarget.Unsaved webhook() {
    return new FindTestTarget.Unsaved(url, secret, headers, timeoutSeconds);
  }

  TestSendRequest test() {
    return new TestSendRequest(event, payload, signature);
  }

  @Override
  public String toString() {
    return "TestUnsavedRequest[" + event + "]";
  }
}
