package dev.integrationshub.organizations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The operator's credentials. Stored as keyed hashes, like every key. */
@ApplicationScoped
public class RootKeys {
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

  /** How long a key that was found is believed without being looked up again. */
  private static final Duration BELIEVED = Duration.ofSeconds(1);

  private static final int MOST_BELIEVED = 100;

  private final Cache<ByteBuffer, RootKey> believed =
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

  /** The root key that this text is, if it is one, or was one within the last second. */
  public Optional<RootKey> find(String key) {
    byte[] hash = hasher.hash(key);
    ByteBuffer place = ByteBuffer.wrap(hash);
    RootKey known = believed.getIfPresent(place);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<RootKey> found = lookUp(hash);
    found.ifPresent(rootKey -> believed.put(place, rootKey));
    return found;
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
