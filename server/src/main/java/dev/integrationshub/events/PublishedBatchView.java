package dev.integrationshub.events;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "PublishedBatch", description = "Events that are on disk with all their deliveries")
record PublishedBatchView(
    @Schema(description = "In the order of the request") List<PublishedView> data) {

  static PublishedBatchView of(BatchAcceptance.AllAccepted accepted) {
    return new PublishedBatchView(accepted.events().stream().map(PublishedView::of).toList());
  }
}
