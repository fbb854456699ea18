package dev.integrationshub.delivery;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "DeliveryDetail", description = "A delivery with its request and attempts")
record DeliveryDetailView(
    String id,
    String eventId,
    @Schema(description = "The event's type") String event,
    DeliveryStatus status,
    Instant createdAt,
    @Schema(description = "Of the last attempt") @Nullable Integer durationMs,
    @Schema(description = "Of the last attempt") @Nullable Integer responseCode,
    @Nullable Instant nextAttemptAt,
    @Schema(description = "Why the last attempt failed") @Nullable String error,
    boolean test,
    @Schema(
            description =
                "The event that was sent again with this one's data; null for what was published, and"
                    + " once the event is no longer kept",
            examples = "evt_01h455vb4pex5vsknk084sn02q")
        @Nullable String resentFrom,
    @Schema(description = "As last sent; null before the first attempt ended")
        @Nullable RequestView request,
    @Schema(description = "Oldest first") List<AttemptView> attempts) {

  @Schema(name = "DeliveryRequest", description = "What the receiver got")
  record RequestView(
      String url,
      @Schema(description = "The signature and custom values read ***") List<HeaderView> headers,
      @Nullable String body) {}

  @Schema(name = "HeaderLine")
  record HeaderView(String name, String value) {}

  @Schema(name = "Attempt", description = "One HTTP request of a delivery")
  record AttemptView(
      int number,
      Instant startedAt,
      int durationMs,
      @Nullable Integer responseCode,
      @Nullable List<HeaderView> responseHeaders,
      @Schema(description = "As text, at most 32 KiB") @Nullable String responseBody,
      @Schema(description = "Whether the response went on beyond what is kept") boolean truncated,
      @Nullable String error,
      @Schema(description = "The error in a sentence") @Nullable String errorDetail,
      Trigger trigger,
      @Schema(description = "Null for attempts made before phases were measured")
          @Nullable TimingView timing) {}
}
