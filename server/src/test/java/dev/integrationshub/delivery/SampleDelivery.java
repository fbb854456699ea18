package dev.integrationshub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Leased deliveries for tests of what is decided in memory. */
final class SampleDelivery {
  private SampleDelivery() {}

  static ClaimedDelivery of(UUID webhookId, int payloadBytes) {
    UUID id = UUID.randomUUID();
    return leased(id, webhookId, new UUID(0, 1), UUID.randomUUID(), 0, "event", payloadBytes);
  }

  static ClaimedDelivery leased(
      UUID id,
      UUID webhookId,
      UUID organizationId,
      UUID leaseToken,
      int attempts,
      String trigger,
      int payloadBytes) {
    return new ClaimedDelivery(
        id,
        UUID.randomUUID(),
        webhookId,
        organizationId,
        leaseToken,
        attempts,
        attempts,
        trigger,
        false,
        "https://example.com/hooks",
        new byte[0],
        "v1",
        new byte[0],
        List.of(),
        true,
        7,
        15,
        "recording.completed",
        new byte[payloadBytes],
        Instant.parse("2026-01-15T09:30:00Z"),
        null,
        false,
        null);
  }
}
