package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Delivery", description = "One event on its way to one webhook")
record DeliveryView(
    @Schema(examples = "dlv_01h455vb4pex5vsknk084sn02q") String id,
    @Schema(examples = "evt_01h455vb4pex5vsknk084sn02q") String eventId,
    @Schema(description = "The event's type", examples = "recording.completed") String event,
    DeliveryStatus status,
    Instant createdAt,
    @Schema(description = "Of the last attempt") @Nullable Integer durationMs,
    @Schema(description = "Of the last attempt; null where no response came")
        @Nullable Integer responseCode,
    @Schema(description = "Made so far") int attempts,
    @Schema(description = "Null when finished, and while an attempt is under way")
        @Nullable Instant nextAttemptAt,
    @Schema(description = "Why the last attempt failed, such as timeout or http_500")
        @Nullable String error,
    @Schema(description = "Whether it was only sent to try the webhook") boolean test) {

  static DeliveryView of(ReadDeliveries.Row row) {
    return new DeliveryView(
        IdKind.DELIVERY.format(row.id()),
        IdKind.EVENT.format(row.eventId()),
        row.type(),
        row.status(),
        Ids.createdAt(row.id()),
        row.durationMillis(),
        row.statusCode(),
        row.attempts(),
        row.dueAt(),
        row.error(),
        false);
  }
}
