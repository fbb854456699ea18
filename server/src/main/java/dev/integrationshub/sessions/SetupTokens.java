package dev.integrationshub.sessions;

import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.crypto.RandomText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Tokens of the one-time set-up link. Each start of each node prints its own; all work once. */
@ApplicationScoped
class SetupTokens {
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final int TOKEN_LENGTH = 43;

  private static final String INSERT =
      "INSERT INTO setup_token (token_hash, expires_at) VALUES (:hash, now() + :lifetime)";

  private static final String IS_VALID =
      """
      SELECT EXISTS (SELECT 1 FROM setup_token WHERE token_hash = :hash AND expires_at > now())
      """;

  private static final String DELETE_ALL = "DELETE FROM setup_token";

  private final Jdbi jdbi;
  private final KeyHasher hasher;

  SetupTokens(Jdbi jdbi, KeyHasher hasher) {
    this.jdbi = jdbi;
    this.hasher = hasher;
  }

  String issue() {
    String token = RandomText.base62(TOKEN_LENGTH);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("hash", hasher.hash(token))
                .bind("lifetime", LIFETIME)
                .execute());
    return token;
  }

  boolean isValid(Handle handle, String token) {
    return handle.createQuery(IS_VALID).bind("hash", hasher.hash(token)).mapTo(boolean.class).one();
  }

  /** After the set-up no link works any more, whichever node printed it. */
  void spendAll(Handle handle) {
    handle.execute(DELETE_ALL);
  }
}
