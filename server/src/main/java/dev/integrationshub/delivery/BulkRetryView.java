package dev.integrationshub.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.integrationshub.platform.ids.IdKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "BulkRetryProgress", description = "A retry of many deliveries as it stands")
record BulkRetryView(
    @Schema(examples = "rty_01h455vb4pex5vsknk084sn02q") String id,
    Status status,
    @Schema(description = "Deliveries when it was started") int count,
    @Schema(description = "Sent once more, whatever came of it") int retried,
    @Schema(description = "Under way already when their turn came, or no longer kept") int skipped,
    Instant createdAt,
    @Nullable Instant endedAt) {

  @Schema(name = "BulkRetryStatus")
  enum Status {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("cancelled")
    CANCELLED
  }

  static BulkRetryView of(BulkRetries.Retry retry) {
    return new BulkRetryView(
        IdKind.RETRY.format(retry.id()),
        status(retry),
        retry.deliveries(),
        retry.begun() - retry.underWay().length,
        retry.skipped(),
        retry.createdAt(),
        retry.endedAt());
  }

  private static Status status(BulkRetries.Retry retry) {
    if (retry.cancelled()) {
      return Status.CANCELLED;
    }
    return retry.endedAt() == null ? Status.RUNNING : Status.DONE;
  }

  @Schema(name = "StartedBulkRetry")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Started(
      @Schema(description = "Absent from a preview", examples = "rty_01h455vb4pex5vsknk084sn02q")
          @Nullable String id,
      @Schema(description = "Deliveries that are sent once more") int count) {}
}
