package dev.integrationshub.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts one key's calls until they are reported, and keeps its rate limit by a lease from the hub:
 * what is not leased is not allowed.
 */
final class KeyMeter {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** With less than that part of a lease left, another is asked for. */
  private static final int RENEW_BELOW = 4;

  /** Longer than any lease that is asked for can take. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  /**
   * Of smaller limits a lease is some calls only, and is asked for by the caller who needs it: one
   * that is on its way for nobody could have refused somebody the last of the limit.
   */
  private static final int SMALLEST_LIMIT_RENEWED = 1_000;

  enum Taken {
    ALLOWED,
    /** And another lease had better be asked for. */
    ALLOWED_AND_RUNNING_OUT,
    REFUSED,
    /** Nothing is decided yet: a lease must be asked for. */
    NEEDS_LEASE,
    /** Nothing is decided: another meter counts for the key by now. */
    RETIRED
  }

  private static final class Minute {
    private final Map<VerificationCode, Long> calls = new EnumMap<>(VerificationCode.class);
    private long allowedCost;
  }

  private static final class Second {
    private Instant lastAt = Instant.MIN;
    private long cost;
  }

  private final String keyId;
  private final InstantSource clock;
  private final ReentrantLock leasing = new ReentrantLock();

  private int limit;
  private long left;
  private long leased;
  private long returning;
  private Instant leaseEndsAt = Instant.MIN;
  private boolean renewing;
  private long used;
  private @Nullable Instant oldest;
  private Instant refusedUntil = Instant.MIN;
  private long spare;

  private Map<Instant, Minute> minutes = new HashMap<>();
  private Map<Instant, Second> spent = new HashMap<>();
  private @Nullable Instant lastUsedAt;
  private @Nullable InetAddress lastUsedAddress;
  private Instant lastCall;
  private boolean retired;

  /**
   * @param clock by the hub's database. It is read while the meter is held: no call is put down as
   *     earlier than it was, or it would stop counting too early.
   */
  KeyMeter(String keyId, InstantSource clock) {
    this.keyId = keyId;
    this.clock = clock;
    this.lastCall = clock.instant();
  }

  String keyId() {
    return keyId;
  }

  /** Held by whoever asks for a lease. */
  ReentrantLock leasing() {
    return leasing;
  }

  /**
   * Counts a call that took nothing of a limit.
   *
   * @return false where another meter counts for the key by now
   */
  synchronized boolean count(VerificationCode code, Ask ask) {
    if (!retired) {
      count(code, ask, clock.instant());
    }
    return !retired;
  }

  private void count(VerificationCode code, Ask ask, Instant now) {
    Minute minute = minutes.computeIfAbsent(now.truncatedTo(ChronoUnit.MINUTES), m -> new Minute());
    minute.calls.merge(code, 1L, Long::sum);
    if (code == VerificationCode.VALID) {
      minute.allowedCost += ask.cost();
    }
    lastCall = now;
    lastUsedAt = now;
    lastUsedAddress = ask.address() == null ? lastUsedAddress : ask.address();
  }

  /** Allows a call and counts it, or refuses and counts it, or does neither. */
  synchronized Taken take(int asOfLimit, Ask ask) {
    if (retired) {
      return Taken.RETIRED;
    }
    Instant now = clock.instant();
    lastCall = now;
    if (asOfLimit != limit) {
      limit = asOfLimit;
      returning += left;
      left = 0;
      refusedUntil = Instant.MIN;
    }
    int cost = ask.cost();
    if (left >= cost && now.isBefore(leaseEndsAt)) {
      left -= cost;
      used += cost;
      oldest = oldest == null ? now : oldest;
      count(VerificationCode.VALID, ask, now);
      spend(cost, now);
      return isRunningOut() ? Taken.ALLOWED_AND_RUNNING_OUT : Taken.ALLOWED;
    }
    if (cost <= limit && (cost <= spare || !now.isBefore(refusedUntil))) {
      return Taken.NEEDS_LEASE;
    }
    count(VerificationCode.RATE_LIMITED, ask, now);
    return Taken.REFUSED;
  }

  /** What a lease must grow by for that cost. */
  synchronized long missing(int cost) {
    return Math.max(0, cost - left);
  }

  synchronized void granted(int asOfLimit, VerifierCalls.Lease lease) {
    renewing = false;
    used = lease.used() - lease.amount() - left - returning;
    oldest = lease.oldest();
    if (!lease.taken() || lease.endsAt() == null) {
      spare = lease.free() + left;
      refusedUntil = clock.instant().plus(ASK_AGAIN);
    } else if (asOfLimit == limit) {
      spare = 0;
      left += lease.amount();
      leased = left;
      leaseEndsAt = lease.endsAt();
    } else {
      returning += lease.amount();
    }
  }

  synchronized void renewalFailed() {
    renewing = false;
  }

  synchronized Verification.RateLimit rateLimit(int asOfLimit) {
    Instant now = clock.instant();
    Instant first = oldest == null ? now : oldest;
    Instant resetAt = used == 0 ? now : first.plus(1, ChronoUnit.HOURS);
    return new Verification.RateLimit(asOfLimit, Math.max(0, asOfLimit - used), resetAt);
  }

  /**
   * Takes out what was counted since the last time, with what the lease has left where it has
   * ended. A meter that nobody used for a while counts no more afterwards.
   *
   * @param all the lease is given back in any case, and nothing is counted any more
   * @return whether it is retired
   */
  synchronized boolean takeOut(boolean all, ArrayNode keys) {
    Instant now = clock.instant();
    if (all || !now.isBefore(leaseEndsAt)) {
      returning += left;
      left = 0;
    }
    boolean isEmpty = minutes.isEmpty() && returning == 0;
    if (!isEmpty) {
      write(keys);
    }
    retired = all || (isEmpty && !renewing && !now.isBefore(lastCall.plus(IDLE)));
    return retired;
  }

  private void write(ArrayNode keys) {
    ObjectNode key = keys.addObject().put("keyId", keyId).put("returned", returning);
    ArrayNode minutesOut = key.putArray("minutes");
    minutes.forEach(
        (at, minute) -> {
          ObjectNode out = minutesOut.addObject().put("at", at.toString());
          ObjectNode calls = out.put("allowedCost", minute.allowedCost).putObject("calls");
          minute.calls.forEach((code, count) -> calls.put(code.name(), count));
        });
    ArrayNode spentOut = key.putArray("spent");
    spent.forEach(
        (second, use) ->
            spentOut.addObject().put("lastAt", use.lastAt.toString()).put("cost", use.cost));
    if (lastUsedAt != null) {
      key.put("lastUsedAt", lastUsedAt.toString());
    }
    if (lastUsedAddress != null) {
      key.put("lastUsedIp", AddressBlock.text(lastUsedAddress));
    }
    minutes = new HashMap<>();
    spent = new HashMap<>();
    lastUsedAt = null;
    lastUsedAddress = null;
    returning = 0;
  }

  private void spend(int cost, Instant now) {
    Second second = spent.computeIfAbsent(now.truncatedTo(ChronoUnit.SECONDS), s -> new Second());
    second.cost += cost;
    second.lastAt = now.isAfter(second.lastAt) ? now : second.lastAt;
  }

  private boolean isRunningOut() {
    if (renewing || limit < SMALLEST_LIMIT_RENEWED) {
      return false;
    }
    renewing = left < leased / RENEW_BELOW;
    return renewing;
  }
}
