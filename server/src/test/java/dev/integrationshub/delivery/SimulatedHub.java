package dev.integrationshub.delivery;

import dev.integrationshub.delivery.Decision.Next;
import dev.integrationshub.delivery.Decision.OnWebhook;
import dev.integrationshub.delivery.SimulatedWebhook.Delivery;
import dev.integrationshub.egress.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * One run in virtual time, all of it decided by its seed. What the hub's shell does by SQL and HTTP
 * happens here in memory; what it decides is decided by the hub's own {@link DecideNext}, {@link
 * RetrySchedule}, {@code FailureStreak} and {@code WebhookStatus}.
 */
final class SimulatedHub {
  static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

  /** Nothing is published, retried by hand or crashes any more; receivers are well. */
  static final Instant CALM = START.plus(Duration.ofDays(12));

  static final int PLACES = 3;

  private static final Duration WATCH = Duration.ofHours(1);
  private static final Instant LAST_WATCH = CALM.plus(Duration.ofDays(3));

  /** Learns what happens, as it happens. */
  interface Observer {
    /** A delivery was made, of an event that was published or recovered. */
    void published(Delivery delivery);

    /** Somebody asked for one more attempt, now. */
    void retriedByHand(Delivery delivery);

    /** A request goes out. */
    void begins(Delivery delivery, Instant now);

    /** What came of it is written down. */
    void ended(Delivery delivery, Outcome outcome, Instant startedAt, Instant now);

    void enabled(SimulatedWebhook webhook);

    /**
     * @param percent as {@link dev.integrationshub.webhooks.SimulatedHealth#watch} answers
     */
    void watched(SimulatedWebhook webhook, int percent, Instant now);
  }

  private record Action(Instant at, long number, Runnable work) {}

  private final Random random;
  private final Observer observer;
  private final PriorityQueue<Action> agenda =
      new PriorityQueue<>(Comparator.comparing(Action::at).thenComparingLong(Action::number));
  private final List<SimulatedWebhook> webhooks = new ArrayList<>();
  private Instant now = START;
  private long actions;

  SimulatedHub(long seed, Observer observer) {
    this.random = new Random(seed);
    this.observer = observer;
    int count = 2 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      webhooks.add(
          new SimulatedWebhook(new SimulatedReceiver(random, START, CALM), random.nextInt(11)));
    }
    for (int event = 10 + random.nextInt(30); event > 0; event--) {
      at(within(START, CALM), this::publish);
    }
    at(START, this::watch);
    at(CALM, () -> webhooks.forEach(this::enable));
  }

  List<SimulatedWebhook> webhooks() {
    return webhooks;
  }

  /** Runs until nothing is left to do. */
  void run() {
    while (!agenda.isEmpty()) {
      Action next = agenda.remove();
      now = next.at;
      next.work.run();
    }
  }

  private void at(Instant time, Runnable work) {
    agenda.add(new Action(time, actions++, work));
  }

  private void publish() {
    for (SimulatedWebhook webhook : webhooks) {
      webhook.accepted++;
      if (webhook.health.isEnabled()) {
        deliver(webhook);
      } else {
        webhook.missed++;
      }
    }
  }

  private void deliver(SimulatedWebhook webhook) {
    var delivery = new Delivery(webhook, now);
    webhook.deliveries.add(delivery);
    observer.published(delivery);
    if (random.nextInt(6) == 0 && now.isBefore(CALM)) {
      at(within(now, CALM), () -> retryByHand(delivery));
    }
    claim(webhook);
  }

  private void retryByHand(Delivery delivery) {
    if (!delivery.webhook.health.isEnabled() || delivery.leased) {
      return;
    }
    if (!delivery.live) {
      delivery.live = true;
      delivery.reopened = true;
      delivery.retries = 0;
    }
    delivery.trigger = Trigger.MANUAL;
    delivery.dueAt = now;
    observer.retriedByHand(delivery);
    claim(delivery.webhook);
  }

  /** Leases what is due and may be sent, as far as there are places. */
  private void claim(SimulatedWebhook webhook) {
    if (!webhook.health.isEnabled() || webhook.pausedUntil.isAfter(now)) {
      return;
    }
    for (Delivery delivery : webhook.deliveries) {
      boolean due = delivery.live && !delivery.leased && !delivery.dueAt.isAfter(now);
      if (due && webhook.underWay < PLACES) {
        begin(delivery);
      }
    }
  }

  private void begin(Delivery delivery) {
    observer.begins(delivery, now);
    delivery.leased = true;
    delivery.webhook.underWay++;
    Instant startedAt = now;
    if (random.nextInt(20) == 0 && now.isBefore(CALM)) {
      // The node is killed: nobody learns what came of it, and the lease runs out.
      at(now.plus(ClaimDueDeliveries.LEASE), () -> release(delivery));
      return;
    }
    Outcome outcome = delivery.webhook.receiver.answer(now, random);
    at(now.plusMillis(1 + random.nextInt(30_000)), () -> end(delivery, outcome, startedAt));
  }

  private void release(Delivery delivery) {
    delivery.leased = false;
    delivery.webhook.underWay--;
    claim(delivery.webhook);
  }

  private void end(Delivery delivery, Outcome outcome, Instant startedAt) {
    SimulatedWebhook webhook = delivery.webhook;
    DeliveryState state = delivery.state();
    Decision decision = DecideNext.decide(state, outcome, now, random.nextDouble());
    boolean counts = state.trigger() != Trigger.MANUAL;
    boolean succeeded = decision.next() instanceof Next.Succeeded;
    if (counts) {
      webhook.health.attempted(startedAt, succeeded);
    }
    switch (decision.next()) {
      case Next.Succeeded success -> delivery.live = false;
      case Next.Failed failure -> delivery.live = false;
      case Next.Retry retry -> {
        delivery.retries = retry.retriesUsed();
        delivery.trigger = Trigger.SCHEDULE;
        delivery.dueAt = now.plus(retry.in());
        at(delivery.dueAt, () -> claim(webhook));
      }
    }
    if (counts && !delivery.live) {
      webhook.health.ended(now, succeeded);
    }
    touch(webhook, decision.webhook());
    observer.ended(delivery, outcome, startedAt, now);
    release(delivery);
  }

  private void touch(SimulatedWebhook webhook, OnWebhook effect) {
    switch (effect) {
      case OnWebhook.Keep keep -> {}
      case OnWebhook.Disable disable -> disable(webhook, "gone");
      case OnWebhook.Pause pause -> {
        Instant until = now.plus(pause.duration());
        webhook.pausedUntil = until.isAfter(webhook.pausedUntil) ? until : webhook.pausedUntil;
        at(webhook.pausedUntil, () -> claim(webhook));
      }
    }
  }

  private void disable(SimulatedWebhook webhook, String reason) {
    if (webhook.health.isEnabled()) {
      webhook.health.disable(reason);
      comeBack(webhook);
    }
  }

  /** Somebody notices, sooner or later. */
  private void comeBack(SimulatedWebhook webhook) {
    if (!now.isBefore(CALM)) {
      at(now.plus(WATCH), () -> enable(webhook));
    } else if (random.nextInt(3) > 0) {
      at(within(now, CALM), () -> enable(webhook));
    }
  }

  private void enable(SimulatedWebhook webhook) {
    if (webhook.health.isEnabled()) {
      return;
    }
    webhook.health.enable();
    webhook.pausedUntil = Instant.MIN;
    observer.enabled(webhook);
    for (; webhook.missed > 0; webhook.missed--) {
      deliver(webhook);
    }
    claim(webhook);
  }

  private void watch() {
    for (SimulatedWebhook webhook : webhooks) {
      int percent = webhook.health.watch(now);
      observer.watched(webhook, percent, now);
      if (percent == 100) {
        comeBack(webhook);
      }
    }
    if (now.isBefore(LAST_WATCH)) {
      at(now.plus(WATCH), this::watch);
    }
  }

  private Instant within(Instant from, Instant to) {
    return from.plusMillis(random.nextLong(Duration.between(from, to).toMillis()) + 1);
  }
}
