package dev.integrationshub.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Verifies API keys in this process, without a request to the hub for each call. It keeps copies of
 * the keys that it was asked about, follows the hub's stream of changes, leases parts of rate
 * limits, and reports the calls that it counted, twice a second.
 *
 * <p>What holds for the hub holds here: a revoked key is refused after two seconds at the latest,
 * also where the hub can't be reached; never more than its limit is allowed to a key in any 60
 * minutes, on all verifiers and nodes together; calls count once. Who can't know says so by {@link
 * HubUnavailableException}.
 *
 * <p>Make one for each process, and close it: then the last calls are reported and leases given
 * back. It is safe for use by many threads.
 */
public final class KeyVerifier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KeyVerifier.class.getName());
  private static final Duration FOLLOW_EVERY = Duration.ofMillis(250);
  private static final Duration REPORT_EVERY = Duration.ofMillis(500);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final int MOST_TRIES = 20;
  private static final int MOST_KEYS_OF_REPORT = 1_000;
  private static final int MOST_UNSENT = 1_000;

  private final VerifierCalls hub;
  private final KeyCopies copies = new KeyCopies();
  private final FollowedStream stream;
  private final Map<String, KeyMeter> meters = new ConcurrentHashMap<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread following = new Thread(this::follow, "hub-key-verifier");
  private final Thread reporting = new Thread(this::report, "hub-key-verifier-usage");
  private final ExecutorService renewals =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "hub-key-verifier-leases");
            thread.setDaemon(true);
            return thread;
          });

  private record Report(long sequence, ArrayNode keys) {}

  /** Only the thread that reports uses them, and close() after its end. */
  private final Deque<Report> unsent = new ArrayDeque<>();

  private long reports;
  private final EndedCalls ended;

  private KeyVerifier(URI hub, String rootKey) {
    this.hub = new VerifierCalls(hub, rootKey);
    this.stream = new FollowedStream(this.hub, copies);
    this.ended = new EndedCalls(this.hub);
    following.setDaemon(true);
    reporting.setDaemon(true);
  }

  /**
   * Starts to follow the hub.
   *
   * @param hub where it is, such as {@code https://hub.example.com}
   * @param rootKey the operator's credential
   */
  public static KeyVerifier start(URI hub, String rootKey) {
    KeyVerifier verifier = new KeyVerifier(hub, rootKey);
    verifier.following.start();
    verifier.reporting.start();
    return verifier;
  }

  /** As {@link #verify(String, Ask)}, for a call that needs no scope. */
  public Verification verify(String key) {
    return verify(key, Ask.nothing());
  }

  /**
   * Decides on a key, and counts the call.
   *
   * @param key the whole key, as the caller sent it
   * @throws HubUnavailableException where nothing recent enough is known: it says nothing about the
   *     key
   */
  public Verification verify(String key, Ask ask) {
    KeyText presented = KeyText.parse(key);
    if (presented == null) {
      return Verification.unknown(VerificationCode.MALFORMED);
    }
    for (int i = 0; i < MOST_TRIES; i++) {
      requireTrust();
      KeyCopy copy = copies.find(presented);
      if (copy == null) {
        copy = hub.resolve(key, presented.digest());
        if (copy == null) {
          return Verification.unknown(VerificationCode.NOT_FOUND);
        }
        if (!copies.put(presented.prefix(), copy)) {
          pause(FOLLOW_EVERY);
          continue;
        }
      }
      Verification decided = decide(copy, ask);
      if (decided != null) {
        return decided;
      }
      copies.change(copy.keyId(), copy.sequence() + 1);
    }
    throw new HubUnavailableException("The key changes faster than it can be looked up", null);
  }

  /**
   * Tells how a call ended that was let in: the hub shows a key's failures and latency. It returns
   * at once; where the hub is away for long, the oldest are forgotten.
   *
   * @param verification of the call
   * @param status the HTTP status that the caller got, 100 to 599
   * @param latency how long the call took, up to an hour
   */
  public void report(Verification verification, int status, Duration latency) {
    if (verification.keyId() != null) {
      ended.add(verification.keyId(), status, latency, stream.now());
    }
  }

  /** Reports the last calls and gives leases back; waits some seconds for the hub at most. */
  @Override
  public void close() {
    closing.countDown();
    renewals.shutdown();
    try {
      if (!renewals.awaitTermination(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "A lease of a rate limit was not waited for");
      }
      following.join(FIRST_WAIT.toMillis());
      reporting.join(2 * FIRST_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    collect(true);
    ended.send();
    send(true);
    if (!unsent.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The last usage of API keys could not be reported and is lost");
    }
  }

  /**
   * @return null where the copy turned out to be stale
   */
  private @Nullable Verification decide(KeyCopy copy, Ask ask) {
    Instant now = stream.now();
    VerificationCode code = copy.judge(ask, now);
    KeyMeter meter = meters.computeIfAbsent(copy.keyId(), KeyMeter::new);
    Integer limit = copy.rateLimitPerHour();
    if (limit == null) {
      meter.count(code, ask, now);
      return Verification.of(code, copy, null);
    }
    if (code != VerificationCode.VALID) {
      meter.count(code, ask, now);
      return Verification.of(code, copy, meter.rateLimit(limit, now));
    }
    KeyMeter.Taken taken = take(meter, limit, ask);
    if (taken == KeyMeter.Taken.NEEDS_LEASE) {
      return null;
    }
    code = taken == KeyMeter.Taken.REFUSED ? VerificationCode.RATE_LIMITED : VerificationCode.VALID;
    return Verification.of(code, copy, meter.rateLimit(limit, now));
  }

  /**
   * @return NEEDS_LEASE where the key has another limit by now
   */
  private KeyMeter.Taken take(KeyMeter meter, int limit, Ask ask) {
    KeyMeter.Taken taken = meter.take(limit, ask, stream.now());
    while (taken == KeyMeter.Taken.NEEDS_LEASE) {
      // Callers of one key wait for each other: one of them asks for all.
      synchronized (meter.leasing()) {
        taken = meter.take(limit, ask, stream.now());
        if (taken == KeyMeter.Taken.NEEDS_LEASE) {
          VerifierCalls.Lease lease = hub.lease(meter.keyId(), limit, meter.missing(ask.cost()));
          if (lease.stale()) {
            return taken;
          }
          meter.granted(limit, lease, stream.now());
          taken = meter.take(limit, ask, stream.now());
        }
      }
    }
    if (taken == KeyMeter.Taken.ALLOWED_AND_RUNNING_OUT) {
      renew(meter, limit);
    }
    return taken;
  }

  private void renew(KeyMeter meter, int limit) {
    renewals.execute(
        () -> {
          try {
            VerifierCalls.Lease lease = hub.lease(meter.keyId(), limit, 0);
            if (lease.stale()) {
              meter.renewalFailed();
            } else {
              meter.granted(limit, lease, stream.now());
            }
          } catch (HubUnavailableException | VerifierCalls.RefusedException e) {
            // Whoever needs it will ask again, and be told.
            meter.renewalFailed();
          }
        });
  }

  private void requireTrust() {
    if (stream.isTrusted()) {
      return;
    }
    try {
      if (begun.await(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS) && stream.isTrusted()) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new HubUnavailableException(
        "The hub's changes of keys could not be followed for two seconds: " + stream.failure(),
        null);
  }

  private void follow() {
    do {
      stream.follow();
      begun.countDown();
    } while (!pause(FOLLOW_EVERY));
  }

  private void report() {
    while (!pause(REPORT_EVERY)) {
      collect(false);
      send(false);
      ended.send();
    }
  }

  /** Puts down what was counted since the last time, in reports that keep their numbers. */
  private void collect(boolean all) {
    ArrayNode keys = hub.newList();
    for (KeyMeter meter : meters.values()) {
      meter.takeOut(all, stream.now(), keys);
      if (keys.size() == MOST_KEYS_OF_REPORT) {
        unsent.add(new Report(++reports, keys));
        keys = hub.newList();
      }
    }
    if (!keys.isEmpty()) {
      unsent.add(new Report(++reports, keys));
    }
    while (unsent.size() > MOST_UNSENT) {
      unsent.removeFirst();
      LOG.log(System.Logger.Level.WARNING, "The hub is away for long: usage of API keys is lost");
    }
  }

  private void send(boolean end) {
    try {
      while (!unsent.isEmpty()) {
        Report report = unsent.getFirst();
        sendOne(report.sequence(), report.keys(), false);
        unsent.removeFirst();
      }
      if (end) {
        sendOne(++reports, hub.newList(), true);
      }
    } catch (HubUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "Usage is kept and reported later", e);
    }
  }

  private void sendOne(long sequence, ArrayNode keys, boolean end) {
    try {
      hub.report(sequence, keys, end);
    } catch (VerifierCalls.RefusedException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A report of usage of API keys was refused: {0}",
          e.getMessage());
    }
  }

  /** Whether the verifier is closed meanwhile. */
  private boolean pause(Duration time) {
    try {
      return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
