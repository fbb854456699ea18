package dev.integrationshub.sessions;

import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.crypto.RandomText;
import dev.integrationshub.platform.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Logins in the database. The cookie holds a random token and the database its keyed hash, so that
 * neither a copy of the database nor a log opens a session.
 */
@ApplicationScoped
class Sessions {
  static final Duration LIFETIME = Duration.ofHours(12);

  /** 43 base 62 characters carry 256 bits. */
  private static final int TOKEN_LENGTH = 43;

  private static final String INSERT =
      """
      INSERT INTO session (id, token_hash, user_id, organization_id, created_at, expires_at)
      VALUES (:id, :hash, :userId, :organizationId, now(), now() + :lifetime)
      """;

  private static final String FIND =
      """
      SELECT s.id, u.id AS user_id, u.name, u.email,
             o.id AS organization_id, o.name AS organization_name, m.role
      FROM session s
      JOIN app_user u ON u.id = s.user_id
      JOIN organization o ON o.id = s.organization_id
      JOIN member m ON m.user_id = s.user_id AND m.organization_id = s.organization_id
      WHERE s.token_hash = :hash AND s.expires_at > now()
      """;

  private static final String DELETE = "DELETE FROM session WHERE id = :id OR expires_at <= now()";

  private static final String DELETE_BY_TOKEN = "DELETE FROM session WHERE token_hash = :hash";

  private final Jdbi jdbi;
  private final Ids ids;
  private final KeyHasher hasher;

  Sessions(Jdbi jdbi, Ids ids, KeyHasher hasher) {
    this.jdbi = jdbi;
    this.ids = ids;
    this.hasher = hasher;
  }

  /**
   * Opens a session under a fresh token: a token that an attacker may have planted before the login
   * gains nothing by it.
   *
   * @return the token, for the cookie alone
   */
  String open(Account account) {
    String token = RandomText.base62(TOKEN_LENGTH);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("id", ids.next())
                .bind("hash", hasher.hash(token))
                .bind("userId", account.userId())
                .bind("organizationId", account.organizationId())
                .bind("lifetime", LIFETIME)
                .execute());
    return token;
  }

  Optional<Session> find(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("hash", hasher.hash(token))
                .map(ConstructorMapper.of(Session.class))
                .findOne());
  }

  /** Ends the session, and clears away those that have expired. */
  void close(UUID id) {
    jdbi.useHandle(handle -> handle.createUpdate(DELETE).bind("id", id).execute());
  }

  /** Ends the session that a new login replaces. */
  void closeByToken(String token) {
    jdbi.useHandle(
        handle -> handle.createUpdate(DELETE_BY_TOKEN).bind("hash", hasher.hash(token)).execute());
  }

  /** The token that writes must repeat in a header; it can't be told from the cookie's. */
  String csrfToken(String token) {
    return HexFormat.of().formatHex(hasher.hash("csrf " + token));
  }
}
