package dev.integrationshub.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Leases parts of rate limits from PostgreSQL, which alone knows what all nodes together have used
 * and hold: the tables {@code rate_use} and {@code rate_lease}. What is used and what is leased
 * never exceed a limit together, so no calls do, whoever dies at whatever moment.
 */
final class LeaseLimit {
  /** How long a lease may be used; what is left of it is given back. */
  static final Duration TERM = Duration.ofSeconds(10);

  /** What is lost when a node dies with a lease, as a part of the limit. */
  private static final int PARTS = 100;

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('rate limit of ' || :keyId, 0))";

  /** The own lease counts as leased too: what of it is spent may not be in rate_use yet. */
  private static final String STANDING =
      """
      SELECT used.cost AS used, used.oldest, leased.amount AS leased
      FROM (SELECT coalesce(sum(cost), 0) AS cost, min(last_at) AS oldest
            FROM rate_use
            WHERE key_id = :keyId AND last_at > :since AND second > :secondBefore) AS used,
           (SELECT coalesce(sum(amount), 0) AS amount
            FROM rate_lease WHERE key_id = :keyId AND ends_at > :since) AS leased
      """;

  private static final String TAKE =
      """
      INSERT INTO rate_lease (key_id, holder, amount, ends_at)
      VALUES (:keyId, :holder, :amount, :endsAt)
      ON CONFLICT (key_id, holder)
      DO UPDATE SET amount = rate_lease.amount + excluded.amount, ends_at = excluded.ends_at
      """;

  private final Jdbi jdbi;
  private final UUID holder;

  LeaseLimit(Jdbi jdbi, UUID holder) {
    this.jdbi = jdbi;
    this.holder = holder;
  }

  /**
   * How a limit stands, before a lease is taken.
   *
   * @param used what is written as used and still counts
   * @param oldest the last call of the first second of it; null where nothing is
   * @param leased what all nodes hold, this one included
   */
  record Standing(long used, @Nullable Instant oldest, long leased) {}

  /**
   * An answer to a node that needs a part of the limit.
   *
   * @param standing before it
   * @param free what nobody used or held
   * @param taken whether that sufficed, and the node's whole lease now lasts until its new end
   * @param amount what the lease has grown by
   */
  record Grant(Standing standing, long free, boolean taken, long amount, Instant endsAt) {}

  Standing look(UUID keyId, Instant now) {
    return jdbi.withHandle(handle -> standing(handle, keyId, now));
  }

  /**
   * Leases a part of the limit, and waits until the disk has it.
   *
   * @param needed what the lease must grow by at least, or nothing is taken; 0 only renews it
   */
  Grant take(UUID keyId, int limit, long needed, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          handle.createQuery(LOCK).bind("keyId", keyId.toString()).mapTo(String.class).list();
          Standing standing = standing(handle, keyId, now);
          long free = limit - standing.used() - standing.leased();
          boolean taken = free >= needed;
          long amount = taken ? Math.min(free, Math.max(needed, limit / PARTS)) : 0;
          Instant endsAt = now.plus(TERM);
          if (taken) {
            handle
                .createUpdate(TAKE)
                .bind("keyId", keyId)
                .bind("holder", holder)
                .bind("amount", amount)
                .bind("endsAt", endsAt)
                .execute();
          }
          return new Grant(standing, free, taken, amount, endsAt);
        });
  }

  /** After the lock in a statement of its own, to see what its previous holder committed. */
  private Standing standing(Handle handle, UUID keyId, Instant now) {
    Instant since = now.minus(HourWindow.LENGTH);
    return handle
        .createQuery(STANDING)
        .bind("keyId", keyId)
        .bind("since", since)
        .bind("secondBefore", since.minusSeconds(1))
        .map(ConstructorMapper.of(Standing.class))
        .one();
  }
}
