package dev.integrationshub.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;

/**
 * The attempts under way on this node, and who may begin further ones. Not safe for threads: its
 * owner holds a lock.
 *
 * <p>Attempts that take long move to places of their own, so that receivers that hang don't use up
 * those of the others; and a webhook with such an attempt gets no further place until one of its
 * attempts ends.
 */
final class Places {
  /** From then on an attempt is a slow one. */
  static final Duration SLOW_AFTER = Duration.ofSeconds(1);

  /** Webhooks whose breaker is remembered while nothing of them is under way. */
  private static final int REMEMBERED = 10_000;

  /** How much each further attempt moves a webhook's average. */
  private static final double WEIGHT = 0.1;

  private final int quick;
  private final int slow;
  private final Map<UUID, Webhook> webhooks = new HashMap<>();

  /** In the order in which they began, and so become slow. */
  private final SequencedSet<Attempt> quickOnes = new LinkedHashSet<>();

  private final Set<Attempt> slowOnes = new LinkedHashSet<>();
  private long bytes;

  /**
   * @param quick places of attempts that have not taken long yet
   * @param slow places of the others, in addition
   */
  Places(int quick, int slow) {
    this.quick = quick;
    this.slow = slow;
  }

  /** One that is under way; equal to itself only. */
  static final class Attempt {
    private final UUID webhookId;
    private final int bytes;
    private final long sinceNanos;

    private Attempt(UUID webhookId, int bytes, long sinceNanos) {
      this.webhookId = webhookId;
      this.bytes = bytes;
      this.sinceNanos = sinceNanos;
    }

    UUID webhookId() {
      return webhookId;
    }
  }

  private static final class Webhook {
    private final SequencedSet<Attempt> underWay = new LinkedHashSet<>();
    private CircuitBreaker breaker = CircuitBreaker.healthy();
    private double averageNanos = Double.MAX_VALUE;

    private int free(long nanos) {
      return isStalled(nanos) ? 0 : Math.max(0, breaker.places(nanos) - underWay.size());
    }

    private boolean isStalled(long nanos) {
      return !underWay.isEmpty() && isSlow(underWay.getFirst(), nanos);
    }

    private void took(long nanos) {
      averageNanos =
          averageNanos == Double.MAX_VALUE ? nanos : averageNanos + WEIGHT * (nanos - averageNanos);
    }
  }

  /** How many attempts may begin, of whatever webhook. */
  int free(long nanos) {
    while (!quickOnes.isEmpty() && isSlow(quickOnes.getFirst(), nanos)) {
      slowOnes.add(quickOnes.removeFirst());
    }
    // Slow ones beyond their own places take up quick ones.
    int inQuickPlaces = quickOnes.size() + Math.max(0, slowOnes.size() - slow);
    return Math.max(0, quick - inQuickPlaces);
  }

  /** How many attempts of this webhook may begin. */
  int free(UUID webhookId, long nanos) {
    Webhook webhook = webhooks.get(webhookId);
    return webhook == null ? DispatchDeliveries.PLACES_PER_WEBHOOK : webhook.free(nanos);
  }

  /**
   * How many attempts of this webhook will begin within some time, once its places are taken, if it
   * goes on as it does.
   *
   * @return 0 where nothing is known of it, and while there is anything wrong with it
   */
  int soon(UUID webhookId, Duration within, long nanos) {
    Webhook webhook = webhooks.get(webhookId);
    if (webhook == null || !webhook.breaker.isHealthy() || webhook.isStalled(nanos)) {
      return 0;
    }
    return (int) (within.toNanos() / webhook.averageNanos * DispatchDeliveries.PLACES_PER_WEBHOOK);
  }

  /** Those with attempts under way or a past: all others have all of their places. */
  Set<UUID> known() {
    return webhooks.keySet();
  }

  Attempt begin(UUID webhookId, int payloadBytes, long nanos) {
    Attempt attempt = new Attempt(webhookId, payloadBytes, nanos);
    quickOnes.add(attempt);
    bytes += payloadBytes;
    webhooks.computeIfAbsent(webhookId, id -> new Webhook()).underWay.add(attempt);
    return attempt;
  }

  void end(Attempt attempt, CircuitBreaker.Ending ending, long nanos, double random) {
    Webhook webhook = webhooks.get(attempt.webhookId);
    if (webhook == null || !webhook.underWay.remove(attempt)) {
      throw new IllegalStateException("an attempt ended that was not under way");
    }
    if (!quickOnes.remove(attempt)) {
      slowOnes.remove(attempt);
    }
    bytes -= attempt.bytes;
    webhook.took(nanos - attempt.sinceNanos);
    webhook.breaker = webhook.breaker.after(ending, nanos, random);
    forget(attempt.webhookId, webhook);
  }

  void tryNow(UUID webhookId, long nanos) {
    Webhook webhook = webhooks.get(webhookId);
    if (webhook != null) {
      webhook.breaker = webhook.breaker.tryNow(nanos);
    }
  }

  /** What the webhook's next attempts depend on. */
  CircuitBreaker breaker(UUID webhookId) {
    Webhook webhook = webhooks.get(webhookId);
    return webhook == null ? CircuitBreaker.healthy() : webhook.breaker;
  }

  int underWay() {
    return quickOnes.size() + slowOnes.size();
  }

  /** Of the payloads under way. */
  long bytes() {
    return bytes;
  }

  /** A webhook that is forgotten starts with all of its places again. */
  private void forget(UUID webhookId, Webhook webhook) {
    if (webhook.underWay.isEmpty()
        && (webhook.breaker.isHealthy() || webhooks.size() > REMEMBERED)) {
      webhooks.remove(webhookId);
    }
  }

  private static boolean isSlow(Attempt attempt, long nanos) {
    return nanos - attempt.sinceNanos >= SLOW_AFTER.toNanos();
  }
}
