package dev.integrationshub.keys;

import dev.integrationshub.platform.problems.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keys for those who prove that they hold them: from memory where that may be believed, or else
 * from the database. Whoever does not hold the key always takes the way through the database, so
 * that time does not tell whether there is a key with that prefix.
 */
@Singleton
public class KnownKeys {
  private static final int MOST_TRIES = 5;

  private final LookUp lookUp;
  private final KeyCache cache;
  private final KeyStream stream;

  @Inject
  KnownKeys(Jdbi jdbi, FindProvenKeys find, KeyCache cache, KeyStream stream) {
    this(hashes -> jdbi.withHandle(handle -> find.findAll(handle, hashes)), cache, stream);
  }

  KnownKeys(LookUp lookUp, KeyCache cache, KeyStream stream) {
    this.lookUp = lookUp;
    this.cache = cache;
    this.stream = stream;
  }

  /** Reads the keys that these texts are, with the stream's sequence at that moment. */
  interface LookUp {
    List<FindProvenKeys.Found> all(Map<KeyText, byte[]> hashes);
  }

  /**
   * The key from memory; empty where that does not suffice.
   *
   * @param hash of the whole key, by {@link dev.integrationshub.platform.crypto.KeyHasher}
   */
  public Optional<ProvenKey> remembered(String prefix, byte[] hash) {
    // Trust first: of a copy read before, a change might be seen and forgotten in between.
    return stream.isTrusted()
        ? cache.find(prefix).filter(key -> MessageDigest.isEqual(key.hash(), hash))
        : Optional.empty();
  }

  /**
   * The key, if this text is one.
   *
   * @throws ProblemException 503 where nothing recent enough can be had
   */
  public Optional<ProvenKey> find(KeyText text, byte[] hash) {
    return remembered(text.prefix(), hash)
        .or(() -> Optional.ofNullable(read(Map.of(text, hash)).get(text)));
  }

  /** As {@link #find}, for many with one look-up; without those that are no keys. */
  public Map<KeyText, ProvenKey> findAll(Map<KeyText, byte[]> hashes) {
    Map<KeyText, ProvenKey> found = new HashMap<>();
    Map<KeyText, byte[]> unknown = new HashMap<>();
    hashes.forEach(
        (text, hash) ->
            remembered(text.prefix(), hash)
                .ifPresentOrElse(key -> found.put(text, key), () -> unknown.put(text, hash)));
    if (!unknown.isEmpty()) {
      found.putAll(read(unknown));
    }
    return found;
  }

  /** What a change has overtaken meanwhile, or what took too long, is read again. */
  private Map<KeyText, ProvenKey> read(Map<KeyText, byte[]> hashes) {
    for (int i = 0; i < MOST_TRIES; i++) {
      requireSight();
      long startNanos = System.nanoTime();
      @Nullable Map<KeyText, ProvenKey> found = remember(hashes, lookUp.all(hashes));
      if (found != null && System.nanoTime() - startNanos <= KeyStream.TRUSTED.toNanos()) {
        return found;
      }
    }
    throw unavailable();
  }

  /**
   * @return null where one of them has changed since
   */
  private @Nullable Map<KeyText, ProvenKey> remember(
      Map<KeyText, byte[]> hashes, List<FindProvenKeys.Found> all) {
    Map<KeyText, ProvenKey> found = new HashMap<>();
    for (var wanted : hashes.entrySet()) {
      for (FindProvenKeys.Found one : all) {
        if (MessageDigest.isEqual(one.key().hash(), wanted.getValue())) {
          if (!cache.put(wanted.getKey().prefix(), one.key(), one.sequence())) {
            return null;
          }
          found.put(wanted.getKey(), one.key());
        }
      }
    }
    return found;
  }

  private void requireSight() {
    if (stream.isLost()) {
      throw unavailable();
    }
  }

  private static ProblemException unavailable() {
    return ProblemException.unavailable("The hub can't decide on this key right now: try again.");
  }
}
