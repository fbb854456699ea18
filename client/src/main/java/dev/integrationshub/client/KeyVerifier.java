package dev.integrationshub.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

  private final VerifierCalls hub;
  private final KeyCopies copies = new KeyCopies();
  private final FollowedStream stream;
  private final KeyMeters meters;
  private final LeaseLimits limits;
  private final ReportUsage usage;
  private final EndedCalls ended;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread following = new Thread(this::follow, "hub-key-verifier");
  private final Thread reporting = new Thread(this::report, "hub-key-verifier-usage");

  private KeyVerifier(URI hub, String rootKey) {
    this.hub = new VerifierCalls(hub, rootKey);
    this.stream = new FollowedStream(this.hub, copies);
    this.ended = new EndedCalls(this.hub);
    this.meters = new KeyMeters(stream);
    this.limits = new LeaseLimits(this.hub, stream, meters);
    this.usage = new ReportUsage(this.hub, meters);
    following.setDaemon(true);
    reporting.setDaemon(true);
  }

  /**
   * Starts to follow the hub.
   *
   * @param hub where it is, such as {@code https://hub.example.com}
   * @param rootKey the operator's credential
   * @throws IllegalArgumentException when one can't be right; the message doesn't show the root key
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
   * @throws IllegalStateException after {@link #close}
   */
  public Verification verify(String key, Ask ask) {
    if (closing.getCount() == 0) {
      throw new IllegalStateException("this KeyVerifier is closed");
    }
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
      ended.add(verification.keyId(), status, latency, stream.instant());
    }
  }

  /**
   * Reports the last calls and gives leases back; waits some seconds for the hub at most. Close it
   * when no call is under way any more.
   */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!limits.end(FIRST_WAIT)) {
        LOG.log(System.Logger.Level.WARNING, "A lease of a rate limit was not waited for");
      }
      following.join(FIRST_WAIT.toMillis());
      reporting.join(2 * FIRST_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.send();
    if (!usage.end()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The last usage of API keys could not be reported and is lost");
    }
  }

  /**
   * @return null where the copy turned out to be stale
   */
  private @Nullable Verification decide(KeyCopy copy, Ask ask) {
    VerificationCode code = copy.judge(ask, stream.instant());
    Integer limit = copy.rateLimitPerHour();
    if (limit == null) {
      meters.count(copy.keyId(), code, ask);
      return Verification.of(code, copy, null);
    }
    if (code != VerificationCode.VALID) {
      KeyMeter meter = meters.count(copy.keyId(), code, ask);
      return Verification.of(code, copy, meter.rateLimit(limit));
    }
    LeaseLimits.Decided decided = limits.take(copy.keyId(), limit, ask);
    return decided == null
        ? null
        : Verification.of(
            decided.allowed() ? VerificationCode.VALID : VerificationCode.RATE_LIMITED,
            copy,
            decided.meter().rateLimit(limit));
  }

  /** Only the first question is waited for. */
  private void requireTrust() {
    if (begun.getCount() > 0) {
      try {
        if (!begun.await(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.log(System.Logger.Level.DEBUG, "The hub has not answered yet");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    stream.requireTrusted();
  }

  private void follow() {
    do {
      stream.follow();
      begun.countDown();
    } while (!pause(FOLLOW_EVERY));
  }

  private void report() {
    while (!pause(REPORT_EVERY)) {
      usage.report();
      ended.send();
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
