package dev.integrationshub.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that was leased to this node by the transaction that inserted it.
 *
 * @param payload the exact bytes of the event's data
 */
public record BornDelivery(
    UUID id,
    UUID eventId,
    UUID webhookId,
    UUID organizationId,
    String type,
    Instant acceptedAt,
    byte[] payload) {}
