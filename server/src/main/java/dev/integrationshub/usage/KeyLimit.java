package dev.integrationshub.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One key's rate limit as this node knows it: what is left of its lease, and since the last look
 * into the database how much of the limit is used. Callers of the key follow one another by its
 * lock, also while one of them takes a lease for all.
 */
final class KeyLimit {
  /** What is leased and not used, by whomever, may be given back at any time. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final UUID keyId;
  private final LeaseLimit leases;
  private final InstantSource clock;

  private int limit;
  private long left;

  /** No longer used, and not yet given back. */
  private long returning;

  private Instant leaseEndsAt = Instant.MIN;
  private long used;
  private @Nullable Instant oldest;

  /** Until then nothing above {@code spare} is asked for. */
  private Instant exhaustedUntil = Instant.MIN;

  private long spare;
  private Instant lastCall = Instant.MIN;
  private boolean retired;

  KeyLimit(UUID keyId, LeaseLimit leases, InstantSource clock) {
    this.keyId = keyId;
    this.leases = leases;
    this.clock = clock;
  }

  /**
   * @return null when this object is retired: get another one
   */
  @Nullable Limited take(int limit, int cost) {
    lock.lock();
    try {
      if (retired) {
        return null;
      }
      lastCall = clock.instant();
      boolean allowed = hasLease(limit, cost, lastCall) || (mayAsk(cost, lastCall) && lease(cost));
      return settle(allowed, cost, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /**
   * As {@link #take}, without waiting for anybody.
   *
   * @return null, with nothing taken, where another caller or the database must be waited for
   */
  @Nullable Limited takeAtOnce(int limit, int cost) {
    if (!lock.tryLock()) {
      return null;
    }
    try {
      Instant now = clock.instant();
      if (retired) {
        return null;
      }
      boolean allowed = hasLease(limit, cost, now);
      if (!allowed && mayAsk(cost, now)) {
        return null;
      }
      lastCall = now;
      return settle(allowed, cost, now);
    } finally {
      lock.unlock();
    }
  }

  /** As far as this node knows; null where it would have to ask. */
  @Nullable HourWindow window(int asOfLimit) {
    lock.lock();
    try {
      return known(asOfLimit, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #window(int)}; null also where another caller must be waited for. */
  @Nullable HourWindow windowAtOnce(int asOfLimit) {
    if (!lock.tryLock()) {
      return null;
    }
    try {
      return known(asOfLimit, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes out of use what the lease has left, when it has ended.
   *
   * @param always whatever the time
   * @return what must be given back
   */
  long release(boolean always) {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (!always && now.isBefore(leaseEndsAt)) {
        long early = returning;
        returning = 0;
        return early;
      }
      long rest = left + returning;
      left = 0;
      returning = 0;
      retired = always || !now.isBefore(lastCall.plus(LeaseLimit.TERM));
      return rest;
    } finally {
      lock.unlock();
    }
  }

  boolean isRetired() {
    lock.lock();
    try {
      return retired;
    } finally {
      lock.unlock();
    }
  }

  private Limited settle(boolean allowed, int cost, Instant now) {
    if (allowed) {
      left -= cost;
      used += cost;
      oldest = oldest == null ? now : oldest;
    }
    return new Limited(allowed, window(now));
  }

  private @Nullable HourWindow known(int asOfLimit, Instant now) {
    boolean isKnown =
        !retired && limit == asOfLimit && now.isBefore(lastCall.plus(LeaseLimit.TERM));
    return isKnown ? window(now) : null;
  }

  private boolean hasLease(int asOfLimit, int cost, Instant now) {
    if (asOfLimit != limit) {
      limit = asOfLimit;
      returning += left;
      left = 0;
      exhaustedUntil = Instant.MIN;
    }
    return left >= cost && now.isBefore(leaseEndsAt);
  }

  private boolean mayAsk(int cost, Instant now) {
    return cost <= limit && (cost <= spare || !now.isBefore(exhaustedUntil));
  }

  private boolean lease(int cost) {
    Instant now = clock.instant();
    LeaseLimit.Grant grant = leases.take(keyId, limit, Math.max(0, cost - left), now);
    LeaseLimit.Standing standing = grant.standing();
    used = standing.used() + standing.leased() - left - returning;
    oldest = standing.oldest();
    if (grant.taken()) {
      left += grant.amount();
      leaseEndsAt = grant.endsAt();
      return true;
    }
    spare = grant.free() + left;
    exhaustedUntil = standing.leased() > 0 ? now.plus(LOOK_AGAIN) : window(now).resetAt();
    return false;
  }

  private HourWindow window(Instant now) {
    return new HourWindow(limit, used, oldest == null ? now : oldest, now);
  }
}
