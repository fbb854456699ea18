package dev.integrationshub.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds keys, of whichever organization, for those who hold them. An unknown prefix and a wrong
 * hash take the same way through the database and back, so that time does not tell them apart. How
 * fast PostgreSQL compares the hashes tells nothing: without the pepper nobody can choose what is
 * compared.
 */
@ApplicationScoped
public class FindProvenKeys {
  private static final String BY_PREFIX_AND_HASH =
      ApiKeys.SELECT + "WHERE k.prefix = :prefix AND k.hash = :hash";

  private static final String BY_PREFIXES_AND_HASHES =
      ApiKeys.SELECT
          + """
          JOIN unnest(:prefixes, :hashes) AS given (prefix, hash)
            ON given.prefix = k.prefix AND decode(given.hash, 'hex') = k.hash
          """;

  private static final String KNOWN = "SELECT id FROM api_key WHERE id = ANY (:ids)";

  /**
   * @param hash of the whole key, by {@link dev.integrationshub.platform.crypto.KeyHasher}
   */
  public Optional<ApiKey> find(Handle handle, String prefix, byte[] hash) {
    return handle
        .createQuery(BY_PREFIX_AND_HASH)
        .bind("prefix", prefix)
        .bind("hash", hash)
        .map(ApiKeys.MAPPER)
        .findOne();
  }

  /** As {@link #find}, for many at once; in no order. */
  public List<ApiKey> findAll(Handle handle, Map<KeyText, byte[]> hashes) {
    if (hashes.isEmpty()) {
      return List.of();
    }
    List<String> prefixes = new ArrayList<>();
    List<String> hexHashes = new ArrayList<>();
    hashes.forEach(
        (text, hash) -> {
          prefixes.add(text.prefix());
          hexHashes.add(HexFormat.of().formatHex(hash));
        });
    return handle
        .createQuery(BY_PREFIXES_AND_HASHES)
        .bindArray("prefixes", String.class, prefixes)
        .bindArray("hashes", String.class, hexHashes)
        .map(ApiKeys.MAPPER)
        .list();
  }

  /** Those of the ids that belong to a key. */
  public Set<UUID> known(Handle handle, Set<UUID> ids) {
    return handle.createQuery(KNOWN).bindArray("ids", UUID.class, ids).mapTo(UUID.class).set();
  }
}
