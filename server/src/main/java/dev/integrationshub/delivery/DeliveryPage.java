package dev.integrationshub.delivery;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "DeliveryPage",
    description = "One page of deliveries, and how many there are in all, up to 10,000 of a status")
record DeliveryPage(
    List<DeliveryView> data,
    @Schema(description = "For the page after this one; null on the last")
        @Nullable String nextCursor,
    @Schema(description = "Of all pages, of whatever status") Stats stats) {

  @Schema(
      name = "DeliveryStats",
      description = "Each is counted up to 10,000: that many means that many or more")
  record Stats(long succeeded, long failed, long pending) {}
}
