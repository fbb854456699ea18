package dev.integrationshub.keys;

import dev.integrationshub.platform.network.Cidr;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys, of whichever organization, for those who hold them. An unknown prefix and a wrong
 * hash take the same way through the database and back, so that time does not tell them apart. How
 * fast PostgreSQL compares the hashes tells nothing: without the pepper nobody can choose what is
 * compared.
 */
@ApplicationScoped
public class FindProvenKeys {
  private static final String SELECT =
      """
      SELECT stream.sequence, k.id, k.organization_id, k.name, k.hash, k.scopes,
             k.rate_limit_per_hour, CAST(CAST(k.ip_allowlist AS text) AS text[]) AS ip_allowlist,
             k.expires_at, k.disabled_at IS NOT NULL AS disabled,
             k.revoked_at IS NOT NULL AS revoked
      FROM key_stream stream CROSS JOIN api_key k
      """;

  private static final String BY_PREFIX_AND_HASH =
      SELECT + "WHERE k.prefix = :prefix AND k.hash = :hash";

  private static final String BY_PREFIXES_AND_HASHES =
      SELECT
          + """
          JOIN unnest(:prefixes, :hashes) AS given (prefix, hash)
            ON given.prefix = k.prefix AND decode(given.hash, 'hex') = k.hash
          """;

  private static final String KNOWN = "SELECT id FROM api_key WHERE id = ANY (:ids)";

  private static final String LIMITS =
      """
      SELECT id, rate_limit_per_hour FROM api_key
      WHERE id = ANY (:ids) AND rate_limit_per_hour IS NOT NULL
      """;

  /**
   * A key as it was at one moment.
   *
   * @param sequence of the stream of key changes at that moment
   */
  record Found(ProvenKey key, long sequence) {}

  /**
   * The keys that these texts are; in no order.
   *
   * @param hashes of the whole keys, by {@link dev.integrationshub.platform.crypto.KeyHasher}
   */
  List<Found> findAll(Handle handle, Map<KeyText, byte[]> hashes) {
    if (hashes.size() == 1) {
      var only = hashes.entrySet().iterator().next();
      return handle
          .createQuery(BY_PREFIX_AND_HASH)
          .bind("prefix", only.getKey().prefix())
          .bind("hash", only.getValue())
          .map((row, _) -> found(row))
          .list();
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
        .map((row, _) -> found(row))
        .list();
  }

  /** Those of the ids that belong to a key. */
  public Set<UUID> known(Handle handle, Set<UUID> ids) {
    return handle.createQuery(KNOWN).bindArray("ids", UUID.class, ids).mapTo(UUID.class).set();
  }

  /** The limits per hour of those of the keys that have one. */
  public Map<UUID, Integer> limits(Handle handle, Set<UUID> ids) {
    return handle
        .createQuery(LIMITS)
        .bindArray("ids", UUID.class, ids)
        .map(
            (row, _) ->
                Map.entry(row.getObject("id", UUID.class), row.getInt("rate_limit_per_hour")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Found found(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
    int limit = row.getInt("rate_limit_per_hour");
    @Nullable Integer limitOrNone = row.wasNull() ? null : limit;
    return new Found(
        new ProvenKey(
            row.getObject("id", UUID.class),
            row.getObject("organization_id", UUID.class),
            row.getString("name"),
            row.getBytes("hash"),
            List.of(texts(row, "scopes")),
            limitOrNone,
            Stream.of(texts(row, "ip_allowlist")).map(Cidr::of).toList(),
            expiresAt == null ? null : expiresAt.toInstant(),
            row.getBoolean("disabled"),
            row.getBoolean("revoked")),
        row.getLong("sequence"));
  }

  private static String[] texts(ResultSet row, String column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }
}
