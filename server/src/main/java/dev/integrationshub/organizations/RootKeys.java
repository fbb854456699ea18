package dev.integrationshub.organizations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.integrationshub.platform.access.RememberedOperators;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.crypto.RandomText;
import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The operator's credentials. Stored as keyed hashes, like every key. */
@ApplicationScoped
public class RootKeys implements RememberedOperators {
  private static final Logger LOG = Logger.getLogger(RootKeys.class);
  private static final String PREFIX = "ihk_root_";

  /** 43 base 62 characters carry 256 bits. */
  private static final int SECRET_LENGTH = 43;

  private static final String INSERT =
      """
      INSERT INTO root_key (id, name, hash, pepper, source, created_at)
      VALUES (:id, :name, :hash, :pepper, :source, :createdAt)
      ON CONFLICT (hash) DO NOTHING
      """;

  private static final String DELETE_OTHERS_OF_ENVIRONMENT =
      "DELETE FROM root_key WHERE source = 'environment' AND hash <> :hash";

  private static final String FIND = "SELECT id, name FROM root_key WHERE hash = :hash";

  private static final String COUNT = "SELECT count(*) FROM root_key";

  /**
   * How long a key that was found is believed. In the second half of it, who asks has it looked up
   * again beside the answer, so that keys in use are always at hand.
   */
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private static final int MOST_BELIEVED = 100;

  private static final long LOOK_AGAIN_NANOS = BELIEVED.toNanos() / 2;

  private final Cache<ByteBuffer, Believed> believed =
      Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(MOST_BELIEVED).build();
  private final Jdbi jdbi;
  private final KeyHasher hasher;
  private final Ids ids;
  private final InstantSource clock;

  public RootKeys(Jdbi jdbi, KeyHasher hasher, Ids ids, InstantSource clock) {
    this.jdbi = jdbi;
    this.hasher = hasher;
    this.ids = ids;
    this.clock = clock;
  }

  /** A root key without its secret. */
  public record RootKey(UUID id, String name) {}

  private record Believed(RootKey key, long sinceNanos, AtomicBoolean askedAgain) {

    boolean isToBeAskedAgain() {
      return System.nanoTime() - sinceNanos > LOOK_AGAIN_NANOS
          && askedAgain.compareAndSet(false, true);
    }
  }

  /**
   * Makes a root key.
   *
   * @return the key itself, which can't be read again
   */
  public String create(String name) {
    String key = PREFIX + RandomText.base62(SECRET_LENGTH);
    jdbi.useHandle(handle -> insert(handle, name, key, "command"));
    return key;
  }

  /** Makes {@code HUB_ROOT_KEY} valid, and the value it had at an earlier start invalid. */
  public void adopt(String key) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(DELETE_OTHERS_OF_ENVIRONMENT)
              .bind("hash", hasher.hash(key))
              .execute();
          insert(handle, "HUB_ROOT_KEY", key, "environment");
        });
    believed.invalidateAll();
  }

  /** The root key that this text is, if it is one, or was one within the last two seconds. */
  public Optional<RootKey> find(String key) {
    byte[] hash = hasher.hash(key);
    return remembered(hash).or(() -> lookUpAndBelieve(hash));
  }

  @Override
  public boolean isRemembered(String bearer) {
    return remembered(hasher.hash(bearer)).isPresent();
  }

  private Optional<RootKey> remembered(byte[] hash) {
    Believed known = believed.getIfPresent(ByteBuffer.wrap(hash));
    if (known != null && known.isToBeAskedAgain()) {
      CompletableFuture<Void> _ = CompletableFuture.runAsync(() -> lookUpAgain(hash));
    }
    return Optional.ofNullable(known).map(Believed::key);
  }

  private Optional<RootKey> lookUpAndBelieve(byte[] hash) {
    ByteBuffer place = ByteBuffer.wrap(hash);
    long sinceNanos = System.nanoTime();
    Optional<RootKey> found = lookUp(hash);
    found.ifPresentOrElse(
        key -> believed.put(place, new Believed(key, sinceNanos, new AtomicBoolean())),
        () -> believed.invalidate(place));
    return found;
  }

  private void lookUpAgain(byte[] hash) {
    try {
      Optional<RootKey> _ = lookUpAndBelieve(hash);
    } catch (RuntimeException e) {
      // Who asks once it is no longer believed gets to know.
      LOG.debugf("A root key could not be looked up again: %s", e.getMessage());
    }
  }

  private Optional<RootKey> lookUp(byte[] hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("hash", hash)
                .map(ConstructorMapper.of(RootKey.class))
                .findOne());
  }

  public boolean isEmpty() {
    return jdbi.withHandle(handle -> handle.createQuery(COUNT).mapTo(long.class).one()) == 0;
  }

  private void insert(Handle handle, String name, String key, String source) {
    handle
        .createUpdate(INSERT)
        .bind("id", ids.next())
        .bind("name", name)
        .bind("hash", hasher.hash(key))
        .bind("pepper", KeyHasher.PEPPER_VERSION)
        .bind("source", source)
        .bind("createdAt", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .execute();
  }
}
