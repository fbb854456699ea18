package dev.integrationshub.events;

import java.util.UUID;

/** What became of a publication. */
public sealed interface Acceptance {
  /**
   * It is on disk, with all its deliveries; now or when the same request came first.
   *
   * @param deliveries one for each webhook that was enabled and asked for the type
   */
  record Accepted(UUID eventId, int deliveries) implements Acceptance {}

  record UnknownOrganization(UUID organizationId) implements Acceptance {}

  record UnknownType(String type) implements Acceptance {}

  /** The hub alone publishes events of the type. */
  record HubsOwnType(String type) implements Acceptance {}

  /** The idempotency key belongs to another body. */
  record KeyTaken(String key) implements Acceptance {}
}
