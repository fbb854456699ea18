package dev.integrationshub.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where rate limits are asked: with patience, or from memory alone. */
public interface CallLimits {

  /**
   * Allows the call and takes its cost, or does neither.
   *
   * @param limit of the key, in 60 minutes
   * @param cost at least 1
   * @return null, with nothing taken, where this source would have to wait
   */
  @Nullable Limited take(UUID keyId, int limit, int cost);

  /**
   * How the limit stands, without taking anything.
   *
   * @return null where this source would have to wait
   */
  @Nullable HourWindow look(UUID keyId, int limit);
}
