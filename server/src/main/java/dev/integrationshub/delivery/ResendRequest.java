package dev.integrationshub.delivery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "ResendDelivery", description = "What is sent instead")
record ResendRequest(
    @Schema(
            required = true,
            implementation = Object.class,
            description = "The event's data: a JSON object of at most 256 KiB, sent byte for byte")
        @Nullable RawObject payload) {}
