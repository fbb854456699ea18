package dev.integrationshub.delivery;

import dev.integrationshub.delivery.SimulatedWebhook.Delivery;
import dev.integrationshub.egress.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Holds a run against what must happen at last, once receivers are well and nothing crashes. */
final class CheckLiveness implements SimulatedHub.Observer {
  /** The longest delay with its jitter, and the time in which somebody enables a webhook. */
  private static final Instant LATEST = SimulatedHub.CALM.plus(Duration.ofHours(29));

  private Instant lastEnd = Instant.MIN;

  /** After the run. */
  void check(SimulatedHub hub) {
    for (SimulatedWebhook webhook : hub.webhooks()) {
      require(webhook.health.isEnabled(), "a webhook stayed disabled");
      require(webhook.deliveries.size() == webhook.accepted, "an event has no delivery");
      require(
          webhook.deliveries.stream().noneMatch(delivery -> delivery.live || delivery.leased),
          "a delivery never ended");
    }
    require(!lastEnd.isAfter(LATEST), "a delivery ended only at " + lastEnd);
  }

  @Override
  public void ended(Delivery delivery, Outcome outcome, Instant startedAt, Instant now) {
    lastEnd = now;
  }

  @Override
  public void published(Delivery delivery) {}

  @Override
  public void retriedByHand(Delivery delivery) {}

  @Override
  public void begins(Delivery delivery, Instant now) {}

  @Override
  public void enabled(SimulatedWebhook webhook) {}

  @Override
  public void watched(SimulatedWebhook webhook, int percent, Instant now) {}

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
