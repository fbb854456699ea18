package dev.integrationshub.usage;

import dev.integrationshub.platform.database.DatabaseClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Counts in memory how keys are used, until {@link FlushUsage} writes it. A process that is killed
 * takes along what came since the last flush, about a second's counts; rate limits do not depend on
 * them.
 */
@Singleton
public class RecordUsage {
  /** A flood of invented ids must not fill the memory; what is beyond it is only totalled. */
  private static final int MAX_WRONG_PREFIXES = 10_000;

  private final InstantSource clock;
  private final Counter unattributed;

  /** Shared by those who count, exclusive for taking all that was counted. */
  private final ReentrantReadWriteLock taking = new ReentrantReadWriteLock();

  private Map<UUID, KeyUsage> byKey = new ConcurrentHashMap<>();
  private Map<String, WrongSecrets> byPrefix = new ConcurrentHashMap<>();

  @Inject
  RecordUsage(DatabaseClock clock, MeterRegistry metrics) {
    this((InstantSource) clock, metrics);
  }

  RecordUsage(InstantSource clock, MeterRegistry metrics) {
    this.clock = clock;
    this.unattributed = metrics.counter("hub.keys.wrong.secrets.unattributed");
  }

  public void call(UUID keyId, Call call) {
    change(keyId, usage -> usage.addCall(call));
  }

  /**
   * Notes how a valid call ended.
   *
   * @param failed whether its status was 400 or more
   * @param micros how long it took, 0 to {@link LatencyHistogram#MAX_MICROS}
   */
  public void report(UUID keyId, boolean failed, long micros, Instant at) {
    change(keyId, usage -> usage.minute(at).addReport(failed, micros));
  }

  /**
   * Notes a key that is unknown as a whole; its public id may belong to a key.
   *
   * @param prefix with the public id
   */
  public void wrongSecret(String prefix) {
    Instant now = clock.instant();
    taking.readLock().lock();
    try {
      if (byPrefix.size() >= MAX_WRONG_PREFIXES && !byPrefix.containsKey(prefix)) {
        unattributed.increment();
        return;
      }
      byPrefix.compute(
          prefix, (_, before) -> before == null ? new WrongSecrets(1, now) : before.plus(now));
    } finally {
      taking.readLock().unlock();
    }
  }

  /** Everything since the last time, and starts anew. */
  Taken take() {
    taking.writeLock().lock();
    try {
      Taken taken = new Taken(byKey, byPrefix);
      byKey = new ConcurrentHashMap<>();
      byPrefix = new ConcurrentHashMap<>();
      return taken;
    } finally {
      taking.writeLock().unlock();
    }
  }

  record Taken(Map<UUID, KeyUsage> byKey, Map<String, WrongSecrets> byPrefix) {}

  private interface Change {
    void apply(KeyUsage usage);
  }

  private void change(UUID keyId, Change change) {
    taking.readLock().lock();
    try {
      byKey.compute(
          keyId,
          (_, before) -> {
            KeyUsage usage = before == null ? new KeyUsage() : before;
            change.apply(usage);
            return usage;
          });
    } finally {
      taking.readLock().unlock();
    }
  }
}
