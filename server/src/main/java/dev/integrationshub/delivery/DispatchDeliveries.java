package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps deliveries moving: claims what is due as long as there are free places and gives each its
 * virtual thread. It looks when it is told to, when the next delivery is due, and at least once a
 * second, for what other nodes accepted or left behind.
 */
@ApplicationScoped
public class DispatchDeliveries {
  static final int PLACES_PER_WEBHOOK = 10;

  private static final int QUICK_PLACES = 256;
  private static final int SLOW_PLACES = 256;
  private static final long PAYLOAD_BYTES = 48L * 1024 * 1024;

  /** Claimed in one statement, so that the largest payloads don't come all at once. */
  private static final int AT_ONCE = 64;

  private static final Logger LOG = Logger.getLogger(DispatchDeliveries.class);
  private static final Duration CEILING = Duration.ofSeconds(1);

  /** Without a free place: some may have become slow ones by then. */
  private static final Duration WHILE_FULL = Duration.ofMillis(100);

  private final ClaimDueDeliveries claimDue;
  private final AttemptDelivery attemptDelivery;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Places places = new Places(QUICK_PLACES, SLOW_PLACES, PAYLOAD_BYTES);
  private boolean signalled;
  private boolean stopping;

  DispatchDeliveries(ClaimDueDeliveries claimDue, AttemptDelivery attemptDelivery) {
    this.claimDue = claimDue;
    this.attemptDelivery = attemptDelivery;
  }

  /** Says that deliveries may be due: call it after the commit that made them so. */
  public void signal() {
    lock.lock();
    try {
      signalled = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Somebody asked for a delivery of this webhook: it need not wait for the breaker's rest. */
  void tryNow(UUID webhookId) {
    lock.lock();
    try {
      places.tryNow(webhookId, System.nanoTime());
    } finally {
      lock.unlock();
    }
    signal();
  }

  void start(UUID node) {
    Thread.ofPlatform().daemon().name("dispatch-deliveries").start(() -> run(node));
  }

  /**
   * Claims nothing more and waits for the attempts under way.
   *
   * @return whether all of them ended in time
   */
  boolean stop(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
      long nanos = patience.toNanos();
      while (places.underWay() > 0 && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return places.underWay() == 0;
    } finally {
      lock.unlock();
    }
  }

  private void run(UUID node) {
    try {
      Duration patience = Duration.ZERO;
      while (awaitSignal(patience)) {
        patience = round(node);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return false when it is time to end
   */
  private boolean awaitSignal(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (!signalled && !stopping && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      signalled = false;
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return how long there is nothing to do, unless a signal comes
   */
  private Duration round(UUID node) {
    try {
      Places.Free free = free();
      if (free.places() == 0) {
        return WHILE_FULL;
      }
      List<ClaimedDelivery> claimed =
          claimDue.claim(
              node, Math.min(free.places(), AT_ONCE), PLACES_PER_WEBHOOK, free.exceptions());
      claimed.forEach(this::begin);
      return claimed.isEmpty() ? claimDue.untilNext(CEILING) : Duration.ZERO;
    } catch (RuntimeException e) {
      LOG.warnf("Deliveries can't be claimed, trying again in a second: %s", e.getMessage());
      return CEILING;
    }
  }

  private Places.Free free() {
    lock.lock();
    try {
      return places.free(System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private void begin(ClaimedDelivery delivery) {
    Places.Attempt attempt;
    long claimedNanos = System.nanoTime();
    lock.lock();
    try {
      attempt = places.begin(delivery.webhookId(), delivery.payload().length, claimedNanos);
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual()
        .name(delivery.toString())
        .start(() -> attempt(delivery, claimedNanos, attempt));
  }

  private void attempt(ClaimedDelivery delivery, long claimedNanos, Places.Attempt attempt) {
    CircuitBreaker.Ending ending = CircuitBreaker.Ending.UNKNOWN;
    try {
      ending = attemptDelivery.attempt(delivery, claimedNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "The attempt of %s broke off; it is made again when its lease ends", delivery);
    } finally {
      end(delivery, attempt, ending);
    }
  }

  private void end(ClaimedDelivery delivery, Places.Attempt attempt, CircuitBreaker.Ending ending) {
    UUID webhookId = delivery.webhookId();
    lock.lock();
    try {
      CircuitBreaker before = places.breaker(webhookId);
      double random = ThreadLocalRandom.current().nextDouble();
      if (places.end(attempt, ending, System.nanoTime(), random) || delivery.ordered()) {
        signalled = true;
      }
      tell(webhookId, before, places.breaker(webhookId));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Once when it breaks and once when it is mended, however often it is tried in between. */
  private static void tell(UUID webhookId, CircuitBreaker before, CircuitBreaker after) {
    if (before instanceof CircuitBreaker.Closed && after instanceof CircuitBreaker.Open) {
      LOG.infof(
          "%s does not answer: one request at a time, with rests",
          IdKind.WEBHOOK.format(webhookId));
    } else if (before instanceof CircuitBreaker.Open && after instanceof CircuitBreaker.Closed) {
      LOG.infof("%s answers again", IdKind.WEBHOOK.format(webhookId));
    }
  }
}
