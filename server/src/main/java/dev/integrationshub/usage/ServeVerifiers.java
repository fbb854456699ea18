package dev.integrationshub.usage;

import dev.integrationshub.platform.database.DatabaseClock;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Leases parts of rate limits to programs that verify keys by themselves, and writes what they
 * counted, as for the hub's own nodes: together with those they never exceed a limit.
 */
@ApplicationScoped
public class ServeVerifiers {
  private static final String OVERDRAWN =
      "SELECT count(*) FROM rate_lease WHERE holder = :holder AND amount < 0";

  private final Jdbi jdbi;
  private final WriteUsage write;
  private final DatabaseClock clock;

  ServeVerifiers(Jdbi jdbi, WriteUsage write, DatabaseClock clock) {
    this.jdbi = jdbi;
    this.write = write;
    this.clock = clock;
  }

  /**
   * What a verifier got of a limit.
   *
   * @param taken whether what it needed was free; else nothing was granted
   * @param amount what its lease has grown by
   * @param endsAt until when the whole lease may be used
   * @param used what counts against the limit now, on all nodes, with what they hold
   * @param oldest the first call that counts; null where none does
   * @param free what nobody used or held
   */
  public record Granted(
      boolean taken,
      long amount,
      Instant endsAt,
      long used,
      @Nullable Instant oldest,
      long free,
      Instant now) {}

  /**
   * @param holder one life of one verifier
   * @param needed what its lease must grow by at least; 0 only renews it
   */
  public Granted lease(UUID holder, UUID keyId, int limit, long needed) {
    Instant now = clock.instant();
    LeaseLimit.Grant grant = new LeaseLimit(jdbi, holder).take(keyId, limit, needed, now);
    LeaseLimit.Standing standing = grant.standing();
    return new Granted(
        grant.taken(),
        grant.amount(),
        grant.endsAt(),
        standing.used() + standing.leased() + grant.amount(),
        standing.oldest(),
        grant.free() - grant.amount(),
        now);
  }

  /**
   * Writes a report, once however often it comes.
   *
   * @param sequence 1 and up, the same at every try
   * @param end whether the verifier reports nothing more: what is left of its leases is given up
   * @throws ProblemException 409 where it has spent or returned more of a lease than it held
   */
  public void report(UUID holder, long sequence, List<VerifierUsage> keys, boolean end) {
    Map<UUID, KeyUsage> byKey = new HashMap<>();
    Map<UUID, Long> returned = new HashMap<>();
    for (VerifierUsage key : keys) {
      byKey.put(key.keyId(), key.counted());
      if (key.returned() > 0) {
        returned.put(key.keyId(), key.returned());
      }
    }
    var batch = new UsageBatch(holder, sequence, byKey, Map.of(), returned, clock.instant());
    jdbi.useTransaction(
        handle -> {
          write.write(handle, batch);
          refuseOverdrawn(handle, holder);
        });
    if (end) {
      write.end(holder);
    }
  }

  private static void refuseOverdrawn(Handle handle, UUID holder) {
    long overdrawn = handle.createQuery(OVERDRAWN).bind("holder", holder).mapTo(Long.class).one();
    if (overdrawn > 0) {
      throw ProblemException.conflict(
          "More was spent or returned than the verifier had leased, of " + overdrawn + " keys.");
    }
  }
}
