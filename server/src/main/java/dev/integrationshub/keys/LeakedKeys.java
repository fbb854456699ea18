package dev.integrationshub.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the table {@code api_key} knows of leaks. */
@ApplicationScoped
class LeakedKeys {
  private static final String PAST_ACTION = "SELECT leak_action FROM api_key WHERE id = :id";

  private static final String MARK =
      """
      UPDATE api_key
      SET leaked_at = coalesce(leaked_at, :now),
          leak_action = :action,
          disabled_at = CASE WHEN :action = 'disabled' THEN coalesce(disabled_at, :now)
                             ELSE disabled_at END
      WHERE id = :id
      """;

  private static final String EXPIRE_BY =
      "UPDATE api_key SET expires_at = least(expires_at, :end) WHERE id = :id";

  /** What an earlier report led to. The key must be there, and locked. */
  Optional<LeakAction> pastAction(Handle handle, UUID id) {
    return Optional.ofNullable(
            handle.createQuery(PAST_ACTION).bind("id", id).mapTo(String.class).one())
        .map(LeakAction::of);
  }

  /** Notes the leak, and switches the key off where that is the action. */
  void mark(Handle handle, UUID id, LeakAction action, Instant now) {
    handle
        .createUpdate(MARK)
        .bind("id", id)
        .bind("action", action.code())
        .bind("now", now)
        .execute();
  }

  /** Lets the key expire then, unless it does so sooner. */
  void expireBy(Handle handle, UUID id, Instant end) {
    handle.createUpdate(EXPIRE_BY).bind("id", id).bind("end", end).execute();
  }
}
