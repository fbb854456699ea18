package dev.integrationshub.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  private final int quick;
  private final int slow;
  private final long bytes;
  private final Map<UUID, Webhook> webhooks = new HashMap<>();
  private final Set<Attempt> underWay = new HashSet<>();
  private long bytesUnderWay;

  /**
   * @param quick places of attempts that have not taken long yet
   * @param slow places of the others, in addition
   * @param bytes most payload under way, unless one attempt alone has more
   */
  Places(int quick, int slow, long bytes) {
    this.quick = quick;
    this.slow = slow;
    this.bytes = bytes;
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
  }

  private static final class Webhook {
    private final List<Attempt> underWay = new ArrayList<>();
    private CircuitBreaker breaker = CircuitBreaker.healthy();

    private int free(long nanos) {
      boolean isStalled = underWay.stream().anyMatch(attempt -> isSlow(attempt, nanos));
      return isStalled ? 0 : Math.max(0, breaker.places(nanos) - underWay.size());
    }
  }

  /**
   * What may begin.
   *
   * @param places in all
   * @param exceptions the webhooks that have another number of free places than all others
   */
  record Free(int places, Map<UUID, Integer> exceptions) {}

  Free free(long nanos) {
    Map<UUID, Integer> exceptions = new HashMap<>();
    webhooks.forEach(
        (id, webhook) -> {
          int free = webhook.free(nanos);
          if (free != DispatchDeliveries.PLACES_PER_WEBHOOK) {
            exceptions.put(id, free);
          }
        });
    return new Free(freePlaces(nanos), exceptions);
  }

  private int freePlaces(long nanos) {
    if (bytesUnderWay >= bytes) {
      return 0;
    }
    long slowOnes = underWay.stream().filter(attempt -> isSlow(attempt, nanos)).count();
    return Math.max(0, quick - underWay.size() + (int) Math.min(slow, slowOnes));
  }

  Attempt begin(UUID webhookId, int payloadBytes, long nanos) {
    Attempt attempt = new Attempt(webhookId, payloadBytes, nanos);
    underWay.add(attempt);
    bytesUnderWay += payloadBytes;
    webhooks.computeIfAbsent(webhookId, id -> new Webhook()).underWay.add(attempt);
    return attempt;
  }

  /**
   * @return whether others may have waited for this end
   */
  boolean end(Attempt attempt, CircuitBreaker.Ending ending, long nanos, double random) {
    Webhook webhook = webhooks.get(attempt.webhookId);
    if (webhook == null || !underWay.contains(attempt)) {
      throw new IllegalStateException("an attempt ended that was not under way");
    }
    boolean waitedFor = webhook.free(nanos) == 0 || freePlaces(nanos) == 0;
    underWay.remove(attempt);
    bytesUnderWay -= attempt.bytes;
    webhook.underWay.remove(attempt);
    webhook.breaker = webhook.breaker.after(ending, nanos, random);
    forget(attempt.webhookId, webhook);
    return waitedFor;
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
    return underWay.size();
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
