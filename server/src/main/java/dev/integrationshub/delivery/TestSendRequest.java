package dev.integrationshub.delivery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "TestWebhook", description = "What a test sends")
record TestSendRequest(
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
        @Nullable TestSignature signature) {}
