package dev.integrationshub.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** Deletes idempotency keys that have expired, a few at a time, so that no publication waits. */
@ApplicationScoped
class DropExpiredKeys {
  static final int BATCH = 1_000;

  /**
   * A minute late, so that no transaction finds a key taken that is gone when it asks what came
   * with it. Rows that another node or a new publication holds are left to it.
   */
  private static final String DROP =
      """
      DELETE FROM idempotency
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM idempotency
        WHERE expires_at <= now() - interval '1 minute'
        ORDER BY expires_at
        LIMIT :rows
        FOR UPDATE SKIP LOCKED))
      """;

  private final Jdbi jdbi;

  DropExpiredKeys(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * @return how many keys it deleted; as many as {@link #BATCH} when there may be more
   */
  int dropBatch() {
    return jdbi.withHandle(handle -> handle.createUpdate(DROP).bind("rows", BATCH).execute());
  }
}
