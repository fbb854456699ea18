package dev.integrationshub.keys;

import dev.integrationshub.keys.AnnounceKey.Announced;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Announces, once per key, that a key will expire soon: seven days before, or in the last quarter
 * of a life of less than four weeks. Only keys that somebody may still rely on are announced.
 */
@ApplicationScoped
class AnnounceExpiringKeys {
  static final int BATCH = 100;

  private static final Duration AHEAD = Duration.ofDays(7);

  /** On many nodes at once, each claims keys that no other holds. */
  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT id FROM api_key
        WHERE expires_at > :now AND expires_at <= :horizon
          AND expires_at - :now <= (expires_at - created_at) / 4
          AND revoked_at IS NULL AND disabled_at IS NULL AND replaced_by IS NULL
          AND expiry_announced_at IS NULL
        ORDER BY expires_at
        LIMIT :batch
        FOR UPDATE SKIP LOCKED)
      UPDATE api_key k SET expiry_announced_at = :now
      FROM due WHERE k.id = due.id
      RETURNING k.id, k.organization_id, k.name, k.prefix, k.expires_at
      """;

  private final Jdbi jdbi;
  private final AnnounceKey announce;
  private final InstantSource clock;

  AnnounceExpiringKeys(Jdbi jdbi, AnnounceKey announce, InstantSource clock) {
    this.jdbi = jdbi;
    this.announce = announce;
    this.clock = clock;
  }

  /**
   * Announces up to {@link #BATCH} keys that are due, all or none of them.
   *
   * @return how many; fewer than a batch means that none is left
   */
  int announceBatch() {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          List<Announced> due =
              handle
                  .createQuery(CLAIM)
                  .bind("now", now)
                  .bind("horizon", now.plus(AHEAD))
                  .bind("batch", BATCH)
                  .map(ConstructorMapper.of(Announced.class))
                  .list();
          due.forEach(key -> announce.expiring(handle, key));
          return due.size();
        });
  }
}
