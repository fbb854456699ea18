package dev.integrationshub.client;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies of keys by prefix. Each is as of a sequence of the hub's stream; a change leaves its
 * sequence behind, so that a slow answer can't bring back what the change has overtaken.
 */
final class KeyCopies {
  private static final int MOST_COPIES = 100_000;
  private static final int MOST_CHANGES = 10_000;

  private final Map<String, KeyCopy> byPrefix = new ConcurrentHashMap<>();

  /** Guarded by this, as all that is written. */
  private final Map<String, String> prefixes = new HashMap<>();

  private final Map<String, Long> changes = new HashMap<>();

  /** Changes up to it may have been forgotten: no copy from before it is taken. */
  private long floor;

  @Nullable KeyCopy find(KeyText key) {
    KeyCopy copy = byPrefix.get(key.prefix());
    return copy != null && MessageDigest.isEqual(copy.digest(), key.digest()) ? copy : null;
  }

  /**
   * @return false where the copy is older than a change: it must be fetched again
   */
  synchronized boolean put(String prefix, KeyCopy copy) {
    if (copy.sequence() < floor || copy.sequence() < changes.getOrDefault(copy.keyId(), 0L)) {
      return false;
    }
    if (byPrefix.size() >= MOST_COPIES) {
      forgetOne();
    }
    byPrefix.put(prefix, copy);
    prefixes.put(copy.keyId(), prefix);
    return true;
  }

  synchronized void change(String keyId, long sequence) {
    if (changes.size() >= MOST_CHANGES) {
      floor = Math.max(floor, sequence);
      changes.clear();
    }
    changes.merge(keyId, sequence, Math::max);
    String prefix = prefixes.get(keyId);
    KeyCopy copy = prefix == null ? null : byPrefix.get(prefix);
    if (prefix != null && copy != null && copy.sequence() < sequence) {
      byPrefix.remove(prefix);
      prefixes.remove(keyId);
    }
  }

  /** Forgets all that is from before that sequence. */
  synchronized void clear(long sequence) {
    floor = sequence;
    changes.clear();
    prefixes.clear();
    byPrefix.clear();
  }

  private void forgetOne() {
    KeyCopy any = byPrefix.values().iterator().next();
    byPrefix.remove(prefixes.remove(any.keyId()));
  }
}
