package dev.integrationshub.events;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Describes the body for the contract; {@link ReadPublication} reads it. */
@Schema(name = "PublishEvent", description = "An event to publish")
record PublishRequest(
    @Schema(required = true, examples = "org_01h455vb4pex5vsknk084sn02q") String organizationId,
    @Schema(required = true, examples = "recording.completed") String type,
    @Schema(
            required = true,
            description = "Any JSON object of at most 256 KiB; receivers get its very bytes",
            examples = "{\"recordingId\": \"rec_8Kq2\"}")
        Map<String, Object> data) {}
