package dev.integrationshub.events;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "PublishedEvent", description = "An event that is on disk with all its deliveries")
record PublishedView(
    @Schema(description = "What receivers get as webhook-id", examples = "evt_01h455vb4p…")
        String id,
    @Schema(description = "Webhooks that it goes to") int deliveries,
    Instant createdAt) {

  static PublishedView of(Acceptance.Accepted accepted) {
    return new PublishedView(
        IdKind.EVENT.format(accepted.eventId()),
        accepted.deliveries(),
        Ids.createdAt(accepted.eventId()));
  }
}
