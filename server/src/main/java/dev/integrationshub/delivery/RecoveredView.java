package dev.integrationshub.delivery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "RecoveredEvents", description = "What a recovery has made due")
record RecoveredView(
    @Schema(description = "Deliveries that were made") int count,
    @Schema(description = "Whether the limit of 10,000 left some out: recover again")
        boolean more) {}
