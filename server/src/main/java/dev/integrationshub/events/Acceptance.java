package dev.integrationshub.events;

import dev.integrationshub.platform.problems.FieldError;
import java.util.List;
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

  /**
   * The data breaks the schema of its type.
   *
   * @param breaches with JSON pointers into the data, 1 to 10
   */
  record BreaksSchema(List<FieldError> breaches) implements Acceptance {

    /** The breaches with JSON pointers into the request. */
    List<FieldError> below(String placeOfData) {
      return breaches.stream()
          .map(breach -> new FieldError(placeOfData + breach.pointer(), breach.detail()))
          .toList();
    }
  }

  /** The idempotency key belongs to another body. */
  record KeyTaken(String key) implements Acceptance {}
}
