package dev.integrationshub.client;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes calls out of leased parts of limits, and asks the hub for more of them. */
final class LeaseLimits {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final VerifierCalls hub;
  private final FollowedStream stream;
  private final KeyMeters meters;
  private final ExecutorService renewals =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "hub-key-verifier-leases");
            thread.setDaemon(true);
            return thread;
          });

  LeaseLimits(VerifierCalls hub, FollowedStream stream, KeyMeters meters) {
    this.hub = hub;
    this.stream = stream;
    this.meters = meters;
  }

  /**
   * A decision by the limit.
   *
   * @param meter that has counted it
   */
  record Decided(boolean allowed, KeyMeter meter) {}

  /**
   * Allows a call or refuses it, and counts it.
   *
   * @return null where the key has another limit by now
   * @throws HubUnavailableException where a lease is needed and can't be had in time
   */
  @Nullable Decided take(String keyId, int limit, Ask ask) {
    while (true) {
      KeyMeter meter = meters.of(keyId);
      KeyMeter.Taken taken = meter.take(limit, ask);
      if (taken == KeyMeter.Taken.NEEDS_LEASE) {
        taken = takeByLease(meter, limit, ask);
      }
      if (taken == KeyMeter.Taken.ALLOWED_AND_RUNNING_OUT) {
        renew(meter, limit);
      }
      if (taken != KeyMeter.Taken.RETIRED) {
        return switch (taken) {
          case ALLOWED, ALLOWED_AND_RUNNING_OUT -> new Decided(true, meter);
          case REFUSED -> new Decided(false, meter);
          case NEEDS_LEASE, RETIRED -> null;
        };
      }
    }
  }

  /** Asks for nothing more, and waits for what was asked for; false where that took too long. */
  boolean end(Duration patience) throws InterruptedException {
    renewals.shutdown();
    return renewals.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Callers of one key wait for each other: one of them asks for all. None waits for longer than
   * for an answer of its own, however many they are.
   *
   * @return NEEDS_LEASE where the key has another limit by now
   */
  private KeyMeter.Taken takeByLease(KeyMeter meter, int limit, Ask ask) {
    lock(meter);
    try {
      KeyMeter.Taken taken = meter.take(limit, ask);
      while (taken == KeyMeter.Taken.NEEDS_LEASE) {
        stream.requireTrusted();
        VerifierCalls.Lease lease = hub.lease(meter.keyId(), limit, meter.missing(ask.cost()));
        if (lease.stale()) {
          return taken;
        }
        meter.granted(limit, lease);
        taken = meter.take(limit, ask);
      }
      return taken;
    } finally {
      meter.leasing().unlock();
    }
  }

  private static void lock(KeyMeter meter) {
    try {
      if (meter.leasing().tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new HubUnavailableException("A part of the key's rate limit was not had in time", null);
  }

  private void renew(KeyMeter meter, int limit) {
    try {
      renewals.execute(() -> renewNow(meter, limit));
    } catch (RejectedExecutionException ended) {
      // Whoever closes the verifier gives leases back.
      meter.renewalFailed();
    }
  }

  private void renewNow(KeyMeter meter, int limit) {
    try {
      VerifierCalls.Lease lease = hub.lease(meter.keyId(), limit, 0);
      if (lease.stale()) {
        meter.renewalFailed();
      } else {
        meter.granted(limit, lease);
      }
    } catch (HubUnavailableException e) {
      // Whoever needs it will ask again, and be told.
      meter.renewalFailed();
    }
  }
}
