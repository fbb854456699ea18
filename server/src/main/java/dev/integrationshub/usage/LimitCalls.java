package dev.integrationshub.usage;

import dev.integrationshub.platform.database.DatabaseClock;
import dev.integrationshub.platform.ids.Ids;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rate limits: in any 60 minutes at most N is allowed to a key, on all nodes together. Most
 * calls are decided in memory, from a part of the limit that this node has leased.
 */
@Singleton
public class LimitCalls implements CallLimits {
  private final InstantSource clock;
  private final UUID holder;
  private final LeaseLimit leases;
  private final Map<UUID, KeyLimit> limits = new ConcurrentHashMap<>();
  private final CallLimits fromMemory = new FromMemory();

  @Inject
  LimitCalls(Jdbi jdbi, DatabaseClock clock, Ids ids) {
    this(jdbi, clock, ids.next());
  }

  /**
   * @param holder who holds the leases: one life of one node
   */
  LimitCalls(Jdbi jdbi, InstantSource clock, UUID holder) {
    this.clock = clock;
    this.holder = holder;
    this.leases = new LeaseLimit(jdbi, holder);
  }

  UUID holder() {
    return holder;
  }

  /** The same limits without a wait: for the rest, ask here. */
  public CallLimits fromMemory() {
    return fromMemory;
  }

  @Override
  public Limited take(UUID keyId, int limit, int cost) {
    @Nullable Limited result = null;
    while (result == null) {
      result =
          limits.computeIfAbsent(keyId, id -> new KeyLimit(id, leases, clock)).take(limit, cost);
    }
    return result;
  }

  @Override
  public HourWindow look(UUID keyId, int limit) {
    KeyLimit known = limits.get(keyId);
    @Nullable HourWindow window = known == null ? null : known.window(limit);
    if (window != null) {
      return window;
    }
    Instant now = clock.instant();
    LeaseLimit.Standing standing = leases.look(keyId, now);
    return new HourWindow(
        limit,
        standing.used() + standing.leased(),
        standing.oldest() == null ? now : standing.oldest(),
        now);
  }

  /**
   * Takes leases out of use that have ended; their rest must then be given back.
   *
   * @param all whether they have ended or not
   * @return the rest by key
   */
  Map<UUID, Long> release(boolean all) {
    Map<UUID, Long> rests = new HashMap<>();
    for (var limit : limits.entrySet()) {
      long rest = limit.getValue().release(all);
      if (rest > 0) {
        rests.put(limit.getKey(), rest);
      }
    }
    limits.values().removeIf(KeyLimit::isRetired);
    return rests;
  }

  private final class FromMemory implements CallLimits {
    @Override
    public @Nullable Limited take(UUID keyId, int limit, int cost) {
      KeyLimit known = limits.get(keyId);
      return known == null ? null : known.takeAtOnce(limit, cost);
    }

    @Override
    public @Nullable HourWindow look(UUID keyId, int limit) {
      KeyLimit known = limits.get(keyId);
      return known == null ? null : known.windowAtOnce(limit);
    }
  }
}
