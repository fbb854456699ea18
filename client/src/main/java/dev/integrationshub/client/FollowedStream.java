package dev.integrationshub.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far the hub's stream of key changes was followed, and when: copies of keys are believed for
 * two seconds after the last moment up to which everything is known. It also knows the time of the
 * hub's database, by which limits go, never too early.
 */
final class FollowedStream implements InstantSource {
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

  /** Only the thread that follows uses it, and the next. */
  private long sequence;

  /** When that sequence was told: whatever is committed later comes after it. */
  private long toldNanos = System.nanoTime();

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

  /**
   * @throws HubUnavailableException where copies may not be believed now
   */
  void requireTrusted() {
    if (!isTrusted()) {
      throw new HubUnavailableException(
          "The hub's changes of keys could not be followed for two seconds: " + failure, null);
    }
  }

  /** By the hub's database, at most some milliseconds late. */
  @Override
  public Instant instant() {
    return clock.instant().plus(ahead);
  }

  /** Reads on; only one thread may. */
  void follow() {
    long startNanos = System.nanoTime();
    Instant start = clock.instant();
    try {
      VerifierCalls.Changes changes = hub.changes(sequence);
      long asOf = startNanos - changes.age().toNanos();
      apply(changes, asOf);
      ahead = Duration.between(start, changes.now());
      asOfMillis = start.minus(changes.age()).toEpochMilli();
      asOfNanos = asOf;
      followed = true;
    } catch (HubUnavailableException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  private void apply(VerifierCalls.Changes changes, long asOf) {
    if (!changes.complete() || isOfOlderDatabase(changes, asOf)) {
      copies.clear(changes.sequence());
      told(changes.sequence());
      return;
    }
    changes.changes().forEach(change -> copies.change(change.keyId(), change.sequence()));
    // Another node of the hub may be a little behind the one that answered before.
    if (changes.sequence() > sequence) {
      told(changes.sequence());
    }
  }

  /**
   * Whether the sequence is lower although the answer is as of later than when the higher one was
   * told. A node that is behind never answers so; a database restored from a backup does, and its
   * changes would not be told to who asks for those after the higher one.
   */
  private boolean isOfOlderDatabase(VerifierCalls.Changes changes, long asOf) {
    return changes.sequence() < sequence && asOf - toldNanos > 0;
  }

  private void told(long of) {
    sequence = of;
    toldNanos = System.nanoTime();
  }
}
