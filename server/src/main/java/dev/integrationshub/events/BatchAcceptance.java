package dev.integrationshub.events;

import java.util.List;

/** What became of a batch of publications: of all of them alike. */
sealed interface BatchAcceptance {
  /**
   * All are on disk with all their deliveries; now or when the same request came first.
   *
   * @param events in the order of the publications
   */
  record AllAccepted(List<Acceptance.Accepted> events) implements BatchAcceptance {}

  /** None is on disk, for something stands against these. */
  record Refused(List<Refusal> refusals) implements BatchAcceptance {}

  /**
   * @param index of the publication in the batch, from 0
   */
  record Refusal(int index, Acceptance reason) {}

  /** The idempotency key belongs to another body. */
  record KeyTaken() implements BatchAcceptance {}
}
