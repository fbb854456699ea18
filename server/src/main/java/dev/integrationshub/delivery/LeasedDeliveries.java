package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The deliveries that this node has leased: each gets its attempt, on a virtual thread of its own,
 * as soon as it may begin. Safe for threads.
 */
@ApplicationScoped
class LeasedDeliveries {
  private static final int QUICK_PLACES = 256;
  private static final int SLOW_PLACES = 256;
  private static final int MOST_WAITING = 512;
  private static final long PAYLOAD_BYTES = 48L * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(LeasedDeliveries.class);

  private final AttemptDelivery attemptDelivery;
  private final GiveBackLeases giveBackLeases;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Places places = new Places(QUICK_PLACES, SLOW_PLACES);
  private final Lines lines = new Lines(places, MOST_WAITING, PAYLOAD_BYTES);
  private Runnable whenClaimsMayFindSome = () -> {};
  private boolean stopping;

  LeasedDeliveries(AttemptDelivery attemptDelivery, GiveBackLeases giveBackLeases) {
    this.attemptDelivery = attemptDelivery;
    this.giveBackLeases = giveBackLeases;
  }

  /** Says who is told when a claim may find something that there was no room for before. */
  void whenClaimsMayFindSome(Runnable listener) {
    whenClaimsMayFindSome = listener;
  }

  Lines.Room room() {
    return locked(() -> lines.room(System.nanoTime()));
  }

  Lines.Room roomForNew() {
    return locked(() -> lines.roomForNew(System.nanoTime()));
  }

  /** There are deliveries of these webhooks that were not leased. */
  void behind(Collection<UUID> webhookIds) {
    locked(
        () -> {
          lines.behind(webhookIds);
          return lines;
        });
  }

  /** Somebody asked for a delivery of this webhook: it need not wait for the breaker's rest. */
  void tryNow(UUID webhookId) {
    locked(
        () -> {
          places.tryNow(webhookId, System.nanoTime());
          return places;
        });
  }

  /**
   * @param sinceNanos before the leases began
   */
  void add(List<ClaimedDelivery> deliveries, long sinceNanos) {
    long now = System.nanoTime();
    List<Lines.Leased> leased =
        deliveries.stream().map(one -> new Lines.Leased(one, sinceNanos, now)).toList();
    carryOut(locked(() -> stopping ? Lines.Moves.NONE : lines.add(leased, now)));
  }

  /**
   * Takes what was claimed.
   *
   * @param room that the claim was given
   * @param asked for so many at most
   * @return whether a further claim may find something
   */
  boolean addClaimed(Lines.Room room, int asked, List<ClaimedDelivery> claimed, long sinceNanos) {
    locked(
        () -> {
          lines.claimed(room, asked, claimed);
          return lines;
        });
    add(claimed, sinceNanos);
    return locked(() -> lines.mayClaim(System.nanoTime()));
  }

  /** Gives back what waits too long; to be called about once a second. */
  void sweep() {
    giveBack(locked(() -> lines.sweep(System.nanoTime())));
  }

  /**
   * Begins nothing more and waits for the attempts under way.
   *
   * @return whether all of them ended in time
   */
  boolean stop(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      stopping = true;
      lines.clear();
      long nanos = patience.toNanos();
      while (places.underWay() > 0 && nanos > 0) {
        nanos = ended.awaitNanos(nanos);
      }
      return places.underWay() == 0;
    } finally {
      lock.unlock();
    }
  }

  private void carryOut(Lines.Moves moves) {
    moves
        .begun()
        .forEach(
            begun ->
                Thread.ofVirtual()
                    .name(begun.leased().delivery().toString())
                    .start(() -> attempt(begun)));
    giveBack(moves.tooLate());
  }

  private void giveBack(List<ClaimedDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      giveBackLeases.giveBackSoon(deliveries);
    }
  }

  private void attempt(Lines.Begun begun) {
    ClaimedDelivery delivery = begun.leased().delivery();
    AttemptDelivery.Ended ended = AttemptDelivery.Ended.UNKNOWN;
    try {
      ended = attemptDelivery.attempt(begun.leased());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "The attempt of %s broke off; it is made again when its lease ends", delivery);
    } finally {
      end(delivery, begun.attempt(), ended);
    }
  }

  private void end(ClaimedDelivery delivery, Places.Attempt attempt, AttemptDelivery.Ended how) {
    UUID webhookId = delivery.webhookId();
    Lines.Moves moves;
    boolean mayClaim;
    lock.lock();
    try {
      long nanos = System.nanoTime();
      double random = ThreadLocalRandom.current().nextDouble();
      CircuitBreaker before = places.breaker(webhookId);
      moves = lines.end(attempt, how.ending(), how.succeeded(), nanos, random);
      mayClaim = delivery.ordered() || lines.mayClaim(webhookId, nanos);
      tell(webhookId, before, places.breaker(webhookId));
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    carryOut(moves);
    if (mayClaim) {
      whenClaimsMayFindSome.run();
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

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
