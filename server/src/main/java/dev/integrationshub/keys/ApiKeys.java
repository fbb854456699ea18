package dev.integrationshub.keys;

import dev.integrationshub.platform.crypto.KeyHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The tables {@code api_key} and {@code api_key_use}. */
@ApplicationScoped
class ApiKeys {
  static final RowMapper<ApiKey> MAPPER = ConstructorMapper.of(ApiKey.class);

  /** The columns of {@link ApiKey}, of the key {@code k}. */
  static final String SELECT =
      """
      SELECT k.id, k.organization_id, k.name, k.prefix, k.hash, k.scopes, k.rate_limit_per_hour,
             CAST(CAST(k.ip_allowlist AS text) AS text[]) AS ip_allowlist, k.expires_at, k.created_at,
             k.created_by_kind, k.created_by_id, k.created_by_name, k.disabled_at, k.revoked_at,
             k.replaced_by, k.leaked_at, u.last_used_at, host(u.last_used_ip) AS last_used_ip
      FROM api_key k JOIN api_key_use u ON u.key_id = k.id
      """;

  private static final String BY_ID =
      SELECT + "WHERE k.organization_id = :organizationId AND k.id = :id";

  private static final String BY_ID_LOCKED = BY_ID + " FOR UPDATE OF k";

  private static final String LOCK_CREATION =
      "SELECT pg_advisory_xact_lock(hashtextextended('api keys of ' || :organizationId, 0))";

  private static final String COUNT_LIVE =
      """
      SELECT count(*) FROM api_key
      WHERE organization_id = :organizationId AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > :now)
      """;

  private static final String INSERT =
      """
      INSERT INTO api_key (id, organization_id, name, prefix, hash, pepper, scopes,
        rate_limit_per_hour, ip_allowlist, expires_at, created_at,
        created_by_kind, created_by_id, created_by_name)
      VALUES (:id, :organizationId, :name, :prefix, :hash, :pepper, :scopes,
        :rateLimitPerHour, CAST(:ipAllowlist AS inet[]), :expiresAt, :createdAt,
        :kind, :authorId, :authorName)
      """;

  private static final String INSERT_USE = "INSERT INTO api_key_use (key_id) VALUES (:id)";

  private static final String UPDATE =
      """
      UPDATE api_key
      SET name = :name, scopes = :scopes, rate_limit_per_hour = :rateLimitPerHour,
          ip_allowlist = CAST(:ipAllowlist AS inet[]),
          disabled_at = CASE WHEN :enabled THEN NULL ELSE coalesce(disabled_at, :now) END
      WHERE organization_id = :organizationId AND id = :id
      """;

  private static final String EXPIRE =
      """
      UPDATE api_key SET expires_at = :expiresAt
      WHERE organization_id = :organizationId AND id = :id
      """;

  private static final String NOTE_REPLACEMENT =
      """
      UPDATE api_key SET replaced_by = :replacedBy
      WHERE organization_id = :organizationId AND id = :id
      """;

  private static final String REVOKE =
      """
      UPDATE api_key SET revoked_at = :now
      WHERE organization_id = :organizationId AND id = :id AND revoked_at IS NULL
      """;

  /** A key to be stored. */
  record NewKey(
      UUID id,
      UUID organizationId,
      KeyText text,
      byte[] hash,
      KeySettings settings,
      @Nullable Instant expiresAt,
      Instant createdAt,
      KeyAuthor author) {}

  Optional<ApiKey> find(Handle handle, UUID organizationId, UUID id) {
    return byId(handle, BY_ID, organizationId, id);
  }

  Optional<ApiKey> findLocked(Handle handle, UUID organizationId, UUID id) {
    return byId(handle, BY_ID_LOCKED, organizationId, id);
  }

  /** Makes creations in one organization follow one another until the transaction ends. */
  void lockCreation(Handle handle, UUID organizationId) {
    handle
        .createQuery(LOCK_CREATION)
        .bind("organizationId", organizationId.toString())
        .mapTo(String.class)
        .list();
  }

  /** Keys that are neither revoked nor expired. */
  int countLive(Handle handle, UUID organizationId, Instant now) {
    return handle
        .createQuery(COUNT_LIVE)
        .bind("organizationId", organizationId)
        .bind("now", now)
        .mapTo(int.class)
        .one();
  }

  void insert(Handle handle, NewKey key) {
    bind(handle.createUpdate(INSERT), key.settings())
        .bind("id", key.id())
        .bind("organizationId", key.organizationId())
        .bind("prefix", key.text().prefix())
        .bind("hash", key.hash())
        .bind("pepper", KeyHasher.PEPPER_VERSION)
        .bind("expiresAt", key.expiresAt())
        .bind("createdAt", key.createdAt())
        .bind("kind", key.author().kind())
        .bind("authorId", key.author().id())
        .bind("authorName", key.author().name())
        .execute();
    handle.createUpdate(INSERT_USE).bind("id", key.id()).execute();
  }

  void update(Handle handle, UUID organizationId, UUID id, KeySettings settings, Instant now) {
    bind(handle.createUpdate(UPDATE), settings)
        .bind("enabled", settings.enabled())
        .bind("organizationId", organizationId)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  void expire(Handle handle, UUID organizationId, UUID id, Instant expiresAt) {
    handle
        .createUpdate(EXPIRE)
        .bind("expiresAt", expiresAt)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .execute();
  }

  void noteReplacement(Handle handle, UUID organizationId, UUID id, UUID replacedBy) {
    handle
        .createUpdate(NOTE_REPLACEMENT)
        .bind("replacedBy", replacedBy)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .execute();
  }

  /** Returns whether the key was there and not yet revoked. */
  boolean revoke(Handle handle, UUID organizationId, UUID id, Instant now) {
    return handle
            .createUpdate(REVOKE)
            .bind("organizationId", organizationId)
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  private static Update bind(Update update, KeySettings settings) {
    return update
        .bind("name", settings.name())
        .bind("scopes", settings.scopes().toArray(String[]::new))
        .bind("rateLimitPerHour", settings.rateLimitPerHour())
        .bind("ipAllowlist", settings.ipAllowlist().toArray(String[]::new));
  }

  private static Optional<ApiKey> byId(Handle handle, String sql, UUID organizationId, UUID id) {
    return handle
        .createQuery(sql)
        .bind("organizationId", organizationId)
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }
}
