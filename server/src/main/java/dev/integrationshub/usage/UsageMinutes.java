package dev.integrationshub.usage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The table {@code usage_minute}: the calls of keys by minute and outcome. */
@ApplicationScoped
public class UsageMinutes {
  /** The outcome of calls that were allowed: the ones that rate limits count. */
  public static final String ALLOWED = "VALID";

  /**
   * Sixty minutes back from any moment lie within its own minute and the sixty before it. Minutes
   * ahead of now, after the database's clock was set back, count too: rather too few than too many
   * calls.
   */
  private static final String LAST_HOUR =
      """
      SELECT coalesce(sum(allowed_cost), 0) AS used,
             coalesce(min(starts_at) FILTER (WHERE allowed_cost > 0),
                      date_trunc('minute', statement_timestamp())) AS oldest_minute,
             statement_timestamp() AS now
      FROM usage_minute
      WHERE key_id = :keyId
        AND starts_at >= date_trunc('minute', statement_timestamp()) - interval '60 minutes'
      """;

  private static final String COUNT =
      """
      INSERT INTO usage_minute (key_id, starts_at, <outcome>, allowed_cost)
      VALUES (:keyId, date_trunc('minute', statement_timestamp()), 1, :cost)
      ON CONFLICT (key_id, starts_at)
      DO UPDATE SET <outcome> = usage_minute.<outcome> + 1,
        allowed_cost = usage_minute.allowed_cost + excluded.allowed_cost
      """;

  /**
   * The cost allowed to a key in the last sixty minutes, in whole minutes.
   *
   * @param oldestMinute the first minute with an allowed call; the current one where there is none
   * @param now by the database's clock
   */
  public record LastHour(long used, Instant oldestMinute, Instant now) {}

  public LastHour lastHour(Handle handle, UUID keyId) {
    return handle
        .createQuery(LAST_HOUR)
        .bind("keyId", keyId)
        .map(ConstructorMapper.of(LastHour.class))
        .one();
  }

  /** Adds one call to the current minute. */
  public void count(Handle handle, UUID keyId, String outcome, int cost) {
    handle
        .createUpdate(COUNT)
        .define("outcome", outcome.toLowerCase(Locale.ROOT))
        .bind("keyId", keyId)
        .bind("cost", outcome.equals(ALLOWED) ? cost : 0)
        .execute();
  }
}
