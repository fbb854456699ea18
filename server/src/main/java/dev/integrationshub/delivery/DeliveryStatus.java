package dev.integrationshub.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a delivery stands. */
enum DeliveryStatus {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("succeeded")
  SUCCEEDED,
  @JsonProperty("failed")
  FAILED,
  /** Ended before it was attempted to the end, because somebody called it off. */
  @JsonProperty("cancelled")
  CANCELLED
}
