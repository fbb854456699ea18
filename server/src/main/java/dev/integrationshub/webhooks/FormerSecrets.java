package dev.integrationshub.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The secrets that a rotation replaced and that sign until they expire. */
final class FormerSecrets {
  private static final String UNEXPIRED =
      """
      SELECT secret FROM webhook_former_secret
      WHERE webhook_id = :webhookId AND expires_at > now()
      ORDER BY id DESC
      """;

  private static final String DROP =
      """
      DELETE FROM webhook_former_secret
      WHERE webhook_id = :webhookId AND (:all OR expires_at <= now())
      """;

  private static final String COUNT =
      """
      SELECT count(*) AS count, min(expires_at) AS first_end
      FROM webhook_former_secret WHERE webhook_id = :webhookId
      """;

  private static final String ADD =
      """
      INSERT INTO webhook_former_secret (id, webhook_id, secret, expires_at)
      VALUES (:id, :webhookId, :secret, now() + make_interval(hours => :hours))
      """;

  /**
   * @param firstEnd null where there is none
   */
  record Count(int count, @Nullable Instant firstEnd) {}

  private FormerSecrets() {}

  /** Sealed, the newest first. */
  static List<byte[]> unexpired(Handle handle, UUID webhookId) {
    return handle.createQuery(UNEXPIRED).bind("webhookId", webhookId).mapTo(byte[].class).list();
  }

  static void dropExpired(Handle handle, UUID webhookId) {
    drop(handle, webhookId, false);
  }

  static void dropAll(Handle handle, UUID webhookId) {
    drop(handle, webhookId, true);
  }

  static Count count(Handle handle, UUID webhookId) {
    return handle
        .createQuery(COUNT)
        .bind("webhookId", webhookId)
        .map(ConstructorMapper.of(Count.class))
        .one();
  }

  /**
   * @param secret sealed
   */
  static void add(Handle handle, UUID id, UUID webhookId, byte[] secret, int hours) {
    handle
        .createUpdate(ADD)
        .bind("id", id)
        .bind("webhookId", webhookId)
        .bind("secret", secret)
        .bind("hours", hours)
        .execute();
  }

  private static void drop(Handle handle, UUID webhookId, boolean all) {
    handle.createUpdate(DROP).bind("webhookId", webhookId).bind("all", all).execute();
  }
}
