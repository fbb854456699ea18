package dev.integrationshub.delivery;

import static java.util.stream.Collectors.toSet;

import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries moving: those that were leased at birth, and those that it claims as long as
 * there is room for them. It looks for what is due when it is told to, when the next delivery is
 * due, and at least once a second, for what other nodes left behind.
 */
@ApplicationScoped
public class DispatchDeliveries {
  static final int PLACES_PER_WEBHOOK = 10;

  /** Claimed in one statement, so that the largest payloads don't come all at once. */
  private static final int AT_ONCE = 128;

  private static final Logger LOG = Logger.getLogger(DispatchDeliveries.class);
  private static final Duration CEILING = Duration.ofSeconds(1);

  /** Without room: some attempts may have become slow ones by then. */
  private static final Duration WHILE_FULL = Duration.ofMillis(100);

  private final ClaimDueDeliveries claimDue;
  private final PrepareBorn prepareBorn;
  private final GiveBackLeases giveBackLeases;
  private final LeasedDeliveries leased;
  private final Ids ids;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean signalled;
  private boolean stopping;
  private volatile @Nullable UUID node;

  DispatchDeliveries(
      ClaimDueDeliveries claimDue,
      PrepareBorn prepareBorn,
      GiveBackLeases giveBackLeases,
      LeasedDeliveries leased,
      Ids ids) {
    this.claimDue = claimDue;
    this.prepareBorn = prepareBorn;
    this.giveBackLeases = giveBackLeases;
    this.leased = leased;
    this.ids = ids;
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

  /** What a transaction that is about to insert deliveries may lease to this node. */
  public BirthLease leaseAtBirth() {
    UUID holder = node;
    if (holder == null) {
      return BirthLease.none();
    }
    long before = System.nanoTime();
    Lines.Room room = leased.roomForNew();
    return new BirthLease(
        holder, ids.next(), room.places(), PLACES_PER_WEBHOOK, room.exceptions(), before);
  }

  /**
   * Begins deliveries that were leased at birth: call it after the commit. Returns at once.
   *
   * @param others webhooks with deliveries that were not leased
   */
  public void begin(BirthLease lease, List<BornDelivery> born, Collection<UUID> others) {
    if (!born.isEmpty()) {
      Thread.ofVirtual().name("begin-born").start(() -> begin(lease, born));
    }
    if (!others.isEmpty()) {
      leased.behind(others);
      signal();
    }
  }

  private void begin(BirthLease lease, List<BornDelivery> born) {
    List<ClaimedDelivery> prepared = List.of();
    try {
      prepared = prepareBorn.prepare(lease.token(), born);
    } catch (RuntimeException e) {
      LOG.warnf("%d new deliveries can't begin yet: %s", born.size(), e.getMessage());
    }
    leased.add(prepared, lease.sinceNanos());
    if (prepared.size() < born.size()) {
      Set<UUID> ready = prepared.stream().map(ClaimedDelivery::id).collect(toSet());
      giveBackLeases.giveBackSoon(
          lease.token(),
          born.stream().map(BornDelivery::id).filter(id -> !ready.contains(id)).toList());
    }
  }

  /** Somebody asked for a delivery of this webhook: it need not wait for the breaker's rest. */
  void tryNow(UUID webhookId) {
    leased.tryNow(webhookId);
    signal();
  }

  void start(UUID holder) {
    node = holder;
    leased.whenClaimsMayFindSome(this::signal);
    Thread.ofPlatform().daemon().name("dispatch-deliveries").start(() -> run(holder));
  }

  /**
   * Leases nothing more, begins nothing more and waits for the attempts under way.
   *
   * @return whether all of them ended in time
   */
  boolean stop(Duration patience) throws InterruptedException {
    node = null;
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return leased.stop(patience);
  }

  private void run(UUID holder) {
    try {
      Duration patience = Duration.ZERO;
      while (awaitSignal(patience)) {
        patience = round(holder);
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
  private Duration round(UUID holder) {
    try {
      leased.sweep();
      Lines.Room room = leased.room();
      return room.places() == 0 ? WHILE_FULL : claim(holder, room);
    } catch (RuntimeException e) {
      LOG.warnf("Deliveries can't be claimed, trying again in a second: %s", e.getMessage());
      return CEILING;
    }
  }

  private Duration claim(UUID holder, Lines.Room room) {
    int most = Math.min(room.places(), AT_ONCE);
    long before = System.nanoTime();
    List<ClaimedDelivery> claimed =
        claimDue.claim(holder, most, PLACES_PER_WEBHOOK, room.exceptions());
    return leased.addClaimed(room, most, claimed, before)
        ? Duration.ZERO
        : claimDue.untilNext(CEILING);
  }
}
