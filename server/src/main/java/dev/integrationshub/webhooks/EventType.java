package dev.integrationshub.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A kind of event that the product or the hub publishes. */
@Schema(description = "A kind of event")
public record EventType(
    @Schema(examples = "recording.completed") String name,
    @Schema(description = "When it happens, in one sentence") String description,
    @Schema(
            implementation = Object.class,
            description = "The JSON Schema of its data; null takes any object")
        @Nullable JsonNode schema,
    @Schema(implementation = Object.class, description = "Data such as it carries")
        JsonNode example) {}
