package dev.integrationshub.events;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes the body for the contract; {@link ReadBatch} reads it. */
@Schema(name = "PublishBatch", description = "Events to publish, all or none of them")
record PublishBatchRequest(
    @Schema(required = true, minItems = 1, maxItems = ReadBatch.MAX_EVENTS)
        List<PublishRequest> events) {}
