package dev.integrationshub.keys;

import dev.integrationshub.platform.database.DatabaseOutage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What this node has seen of the changes of keys, and whether that is recent enough for the copies
 * in its memory to be believed. A revoked key is therefore refused after {@link #TRUSTED} at the
 * latest, also by a node that is cut off from the database.
 */
@Singleton
public class KeyStream {
  /** How long copies are believed after the last moment up to which the stream is known. */
  public static final Duration TRUSTED = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(KeyStream.class);
  private static final int MOST_RECENT = 10_000;

  private final Jdbi jdbi;
  private final KeyChanges changes;
  private final KeyCache cache;
  private final InstantSource clock;

  private final ReentrantLock applying = new ReentrantLock();

  /** The last changes, without a gap, from after {@code recentAfter} to {@code applied}. */
  private final Deque<KeyChange> recent = new ArrayDeque<>();

  private long recentAfter;
  private volatile long applied;

  /**
   * The moment up to which everything is known. Two clocks tell its age: one stands still while the
   * machine sleeps, the other may be set back.
   */
  private volatile long asOfNanos;

  private volatile long asOfMillis;
  private volatile boolean following;
  private volatile boolean failing;
  private volatile boolean ended;

  KeyStream(Jdbi jdbi, KeyChanges changes, KeyCache cache, InstantSource clock) {
    this.jdbi = jdbi;
    this.changes = changes;
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * What has changed since a sequence.
   *
   * @param sequence of the last change that this node has seen
   * @param complete whether none is missing; else whoever asks must forget all that they know
   * @param age of this answer: what was committed before is in it
   */
  public record Since(long sequence, boolean complete, List<KeyChange> changes, Duration age) {}

  /** The sequence of the last change that this node has seen. */
  public long applied() {
    return applied;
  }

  /** Whether copies in memory may be believed. */
  public boolean isTrusted() {
    return following && !ended && age().compareTo(TRUSTED) <= 0;
  }

  /** Whether nothing may be believed and the database can't be asked either. */
  public boolean isLost() {
    return failing && !isTrusted();
  }

  /** How long ago the moment was up to which everything is known. */
  public Duration age() {
    long byNanos = System.nanoTime() - asOfNanos;
    long byWall = (clock.millis() - asOfMillis) * 1_000_000;
    return Duration.ofNanos(Math.max(byNanos, byWall));
  }

  /** The changes that this node has seen after that sequence, from memory. */
  public Since since(long after) {
    applying.lock();
    try {
      Duration age = age();
      boolean complete = after >= recentAfter;
      List<KeyChange> later =
          complete
              ? recent.stream().filter(change -> change.sequence() > after).toList()
              : List.of();
      return new Since(applied, complete, later, age);
    } finally {
      applying.unlock();
    }
  }

  /**
   * Sees at once what was committed by now, so that whoever changed a key finds it changed on this
   * node. Where the database fails, the change will be seen later, like that of another node.
   */
  public void catchUp() {
    try {
      jdbi.useHandle(this::follow);
    } catch (RuntimeException e) {
      if (!DatabaseOutage.is(e)) {
        throw e;
      }
      LOG.warnf("A change of a key is not in force on this node yet: %s", e.getMessage());
    }
  }

  /** Reads on from what was seen last, and drops the copies that it concerns. */
  void follow(Handle handle) {
    long startNanos = System.nanoTime();
    long startMillis = clock.millis();
    apply(changes.read(handle, applied), startNanos, startMillis);
  }

  void failed() {
    failing = true;
  }

  /** Nobody reads on any more: from now on every key is looked up. */
  void end() {
    ended = true;
  }

  private void apply(KeyChanges.Read read, long startNanos, long startMillis) {
    applying.lock();
    try {
      if (read.isComplete()) {
        read.changes().forEach(this::apply);
      } else {
        startAnew(read);
      }
      // In this order: who sees that the copies are recent finds the changed ones gone.
      asOfMillis = Math.max(asOfMillis, startMillis);
      asOfNanos = following ? Math.max(asOfNanos, startNanos) : startNanos;
      following = true;
      failing = false;
    } finally {
      applying.unlock();
    }
  }

  /** Another thread may have applied it in the meantime. */
  private void apply(KeyChange change) {
    if (change.sequence() > applied) {
      cache.change(change);
      recent.addLast(change);
      if (recent.size() > MOST_RECENT) {
        recentAfter = recent.removeFirst().sequence();
      }
      applied = change.sequence();
    }
  }

  /** Changes are missing: too many, dropped by age, or the database is an older one than before. */
  private void startAnew(KeyChanges.Read read) {
    boolean older = read.latest() < read.after();
    if (older || read.latest() > applied) {
      cache.clear(read.latest());
      recent.clear();
      recentAfter = read.latest();
      applied = read.latest();
    }
  }
}
