package dev.integrationshub.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the hub's stream of key changes was followed, and when: copies of keys are believed for
 * two seconds after the last moment up to which everything is known. It also knows the time of the
 * hub's database, by which limits go, never too early.
 */
final class FollowedStream {
  static final Duration TRUSTED = Duration.ofSeconds(2);

  private final Clock clock = Clock.systemUTC();
  private final VerifierCalls hub;
  private final KeyCopies copies;

  private volatile boolean followed;

  /** Two clocks: one stands still while the machine sleeps, the other may be set back. */
  private volatile long asOfNanos;

  private volatile long asOfMillis;
  private volatile Duration ahead = Duration.ZERO;
  private volatile String failure = "it has not been asked yet";

  /** Only the thread that follows uses it. */
  private long sequence;

  FollowedStream(VerifierCalls hub, KeyCopies copies) {
    this.hub = hub;
    this.copies = copies;
  }

  boolean isTrusted() {
    if (!followed) {
      return false;
    }
    long byNanos = System.nanoTime() - asOfNanos;
    long byWall = (clock.millis() - asOfMillis) * 1_000_000;
    return Math.max(byNanos, byWall) <= TRUSTED.toNanos();
  }

  /** By the hub's database, at most some milliseconds late. */
  Instant now() {
    return clock.instant().plus(ahead);
  }

  @Nullable String failure() {
    return failure;
  }

  /** Reads on; only one thread may. */
  void follow() {
    long startNanos = System.nanoTime();
    Instant start = clock.instant();
    try {
      VerifierCalls.Changes changes = hub.changes(sequence);
      apply(changes);
      ahead = Duration.between(start, changes.now());
      asOfMillis = start.minus(changes.age()).toEpochMilli();
      asOfNanos = startNanos - changes.age().toNanos();
      followed = true;
    } catch (HubUnavailableException | VerifierCalls.RefusedException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  private void apply(VerifierCalls.Changes changes) {
    if (!changes.complete()) {
      copies.clear(changes.sequence());
      sequence = changes.sequence();
      return;
    }
    changes.changes().forEach(change -> copies.change(change.keyId(), change.sequence()));
    // Another node of the hub may be a little behind the one that answered before.
    sequence = Math.max(sequence, changes.sequence());
  }
}
