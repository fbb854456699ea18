package dev.integrationshub.delivery;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "RecoverWebhook", description = "Which missed events to recover")
record RecoverRequest(
    @Schema(
            description =
                "Events accepted from then on; when the webhook was last disabled where absent."
                    + " Events from before the webhook's creation stay out.")
        @Nullable Instant since) {}
