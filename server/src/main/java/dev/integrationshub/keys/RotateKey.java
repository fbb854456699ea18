package dev.integrationshub.keys;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new key in an old one's place: the same settings and the same length of life, from now on.
 * The old one stays good for the overlap, so that its users can change over without a gap.
 */
@ApplicationScoped
public class RotateKey {
  private final ApiKeys keys;
  private final MakeKey make;
  private final RecordAudit audit;
  private final InstantSource clock;

  RotateKey(ApiKeys keys, MakeKey make, RecordAudit audit, InstantSource clock) {
    this.keys = keys;
    this.make = make;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Rotates in the transaction at hand.
   *
   * @throws ProblemException 404, or 409 for a key that is not active, that a rotation has replaced
   *     already, or for which there is no room
   */
  MakeKey.Made rotate(Handle handle, UUID organizationId, UUID id, Duration overlap) {
    Instant now = clock.instant();
    ApiKey old = keys.findLocked(handle, organizationId, id).orElseThrow(ManageKeys::notFound);
    requireRotatable(old, now);
    Instant oldEndsAt = earlier(now.plus(overlap), old.expiresAt());
    // Before the new one is made: a key that ends now leaves its room to it.
    keys.expire(handle, organizationId, id, oldEndsAt);
    MakeKey.Made made =
        make.make(
            handle,
            new MakeKey.Wanted(
                organizationId, KeySettings.of(old), expiryOfNew(old, now), now, old.id()));
    keys.noteReplacement(handle, organizationId, id, made.key().id());
    audit.record(
        handle,
        organizationId,
        "api_key.rotated",
        IdKind.API_KEY.format(id),
        Map.of("replacedBy", IdKind.API_KEY.format(made.key().id()), "expiresAt", oldEndsAt));
    return made;
  }

  private static void requireRotatable(ApiKey key, Instant now) {
    if (key.replacedBy() != null) {
      throw ProblemException.conflict(
          "The key was rotated before: rotate " + IdKind.API_KEY.format(key.replacedBy()) + ".");
    }
    switch (KeyStatus.of(key, now)) {
      case ACTIVE -> {}
      case DISABLED -> throw notActive("is disabled: enable it first");
      case EXPIRED -> throw notActive("has expired: create a new one");
      case REVOKED -> throw notActive("is revoked: create a new one");
    }
  }

  private static ProblemException notActive(String why) {
    return ProblemException.conflict("The key " + why + ".");
  }

  private static @Nullable Instant expiryOfNew(ApiKey old, Instant now) {
    return old.expiresAt() == null
        ? null
        : now.plus(Duration.between(old.createdAt(), old.expiresAt()));
  }

  private static Instant earlier(Instant time, @Nullable Instant other) {
    return other != null && other.isBefore(time) ? other : time;
  }
}
