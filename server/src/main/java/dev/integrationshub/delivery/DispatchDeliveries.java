package dev.integrationshub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
  static final int PLACES = 256;
  static final int PLACES_PER_WEBHOOK = 10;

  private static final Logger LOG = Logger.getLogger(DispatchDeliveries.class);
  private static final Duration CEILING = Duration.ofSeconds(1);

  private final ClaimDueDeliveries claimDue;
  private final AttemptDelivery attemptDelivery;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<UUID, Integer> busy = new HashMap<>();
  private int underWay;
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
      while (underWay > 0 && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return underWay == 0;
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
      Places places = free();
      if (places.free == 0) {
        return CEILING;
      }
      List<ClaimedDelivery> claimed =
          claimDue.claim(node, places.free, PLACES_PER_WEBHOOK, places.busy);
      claimed.forEach(this::begin);
      return claimed.isEmpty() ? claimDue.untilNext(CEILING) : Duration.ZERO;
    } catch (RuntimeException e) {
      LOG.warnf("Deliveries can't be claimed, trying again in a second: %s", e.getMessage());
      return CEILING;
    }
  }

  private record Places(int free, Map<UUID, Integer> busy) {}

  private Places free() {
    lock.lock();
    try {
      return new Places(PLACES - underWay, Map.copyOf(busy));
    } finally {
      lock.unlock();
    }
  }

  private void begin(ClaimedDelivery delivery) {
    lock.lock();
    try {
      underWay++;
      busy.merge(delivery.webhookId(), 1, Integer::sum);
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name(delivery.toString()).start(() -> attempt(delivery));
  }

  private void attempt(ClaimedDelivery delivery) {
    try {
      attemptDelivery.attempt(delivery);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "The attempt of %s broke off; it is made again when its lease ends", delivery);
    } finally {
      end(delivery.webhookId());
    }
  }

  private void end(UUID webhookId) {
    lock.lock();
    try {
      boolean full = underWay == PLACES || busy.getOrDefault(webhookId, 0) == PLACES_PER_WEBHOOK;
      underWay--;
      busy.computeIfPresent(webhookId, (id, places) -> places == 1 ? null : places - 1);
      if (full) {
        signalled = true;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
