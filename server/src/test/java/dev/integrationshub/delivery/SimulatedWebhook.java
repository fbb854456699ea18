package dev.integrationshub.delivery;

import dev.integrationshub.webhooks.SimulatedHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows of one webhook and its deliveries, in memory. */
final class SimulatedWebhook {
  final SimulatedReceiver receiver;
  final int maxRetries;
  final SimulatedHealth health = new SimulatedHealth();
  final List<Delivery> deliveries = new ArrayList<>();
  Instant pausedUntil = Instant.MIN;
  int underWay;
  int accepted;
  int missed;

  SimulatedWebhook(SimulatedReceiver receiver, int maxRetries) {
    this.receiver = receiver;
    this.maxRetries = maxRetries;
  }

  /** A delivery with what its row holds; when it is not live, it has none. */
  static final class Delivery {
    final SimulatedWebhook webhook;
    Instant dueAt;
    int retries;
    Trigger trigger = Trigger.EVENT;
    boolean reopened;
    boolean live = true;
    boolean leased;

    Delivery(SimulatedWebhook webhook, Instant dueAt) {
      this.webhook = webhook;
      this.dueAt = dueAt;
    }

    DeliveryState state() {
      return new DeliveryState(retries, webhook.maxRetries, trigger, reopened);
    }
  }
}
