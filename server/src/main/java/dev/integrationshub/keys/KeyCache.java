package dev.integrationshub.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Copies of keys in memory, by prefix. Each carries the sequence of the stream up to which it is
 * true. A change leaves a mark in the copy's place, so that a look-up that began before it and is
 * slow can't put its copy there afterwards. Whether the stream is followed closely enough for the
 * copies to be believed is for {@link KeyStream} to say.
 */
@Singleton
class KeyCache {
  /** Some 50 MB. */
  private static final int MOST_KEYS = 100_000;

  /** What a change by a way around the stream, such as a disabled trigger, could cost at most. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private sealed interface Entry {
    long sequence();

    record Copy(ProvenKey key, long sequence) implements Entry {}

    record Changed(long sequence) implements Entry {}
  }

  /** Marks below it may have been forgotten: no copy from before it is taken. */
  private final AtomicLong floor = new AtomicLong();

  private final Cache<String, Entry> entries =
      Caffeine.newBuilder()
          .maximumSize(MOST_KEYS)
          .expireAfterWrite(LOOK_AGAIN)
          .evictionListener(this::forget)
          .build();

  Optional<ProvenKey> find(String prefix) {
    return entries.getIfPresent(prefix) instanceof Entry.Copy copy
        ? Optional.of(copy.key())
        : Optional.empty();
  }

  /**
   * Takes a copy in, unless a later change is known.
   *
   * @param sequence of the stream when the key was read
   * @return false where the copy is too old: the key must be read again
   */
  boolean put(String prefix, ProvenKey key, long sequence) {
    Entry.Copy copy = new Entry.Copy(key, sequence);
    Entry now =
        entries.asMap().compute(prefix, (_, before) -> isTooOld(sequence, before) ? before : copy);
    return now.equals(copy);
  }

  void change(KeyChange change) {
    entries
        .asMap()
        .compute(
            change.prefix(),
            (_, before) ->
                before != null && before.sequence() >= change.sequence()
                    ? before
                    : new Entry.Changed(change.sequence()));
  }

  /** Forgets everything from before that sequence. */
  void clear(long sequence) {
    floor.set(sequence);
    entries.invalidateAll();
  }

  private boolean isTooOld(long sequence, @Nullable Entry before) {
    return sequence < floor.get() || (before != null && sequence < before.sequence());
  }

  private void forget(@Nullable String prefix, @Nullable Entry entry, RemovalCause cause) {
    if (entry instanceof Entry.Changed changed) {
      floor.accumulateAndGet(changed.sequence(), Math::max);
    }
  }
}
