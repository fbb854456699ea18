package dev.integrationshub.keys;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Creates, changes and revokes keys, each in one transaction. */
@ApplicationScoped
class ManageKeys {
  private final Jdbi jdbi;
  private final ApiKeys keys;
  private final Scopes scopes;
  private final MakeKey make;
  private final RotateKey rotate;
  private final InstantSource clock;
  private final CurrentCaller caller;
  private final RecordAudit audit;
  private final AnnounceKey announce;
  private final KeyStream stream;

  ManageKeys(
      Jdbi jdbi,
      ApiKeys keys,
      Scopes scopes,
      MakeKey make,
      RotateKey rotate,
      InstantSource clock,
      CurrentCaller caller,
      RecordAudit audit,
      AnnounceKey announce,
      KeyStream stream) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.scopes = scopes;
    this.make = make;
    this.rotate = rotate;
    this.clock = clock;
    this.caller = caller;
    this.audit = audit;
    this.announce = announce;
    this.stream = stream;
  }

  /**
   * @throws ProblemException 400 for invalid input, 409 at the limit of keys
   */
  MakeKey.Made create(CreateKeyRequest request) {
    return jdbi.inTransaction(
        handle -> {
          Instant now = clock.instant();
          var errors = new FieldErrors();
          KeySettings settings = request.settings(errors, scopes.namesForUse(handle));
          Instant expiresAt = request.expiry(errors, now);
          errors.throwIfAny();
          return make.make(
              handle, new MakeKey.Wanted(caller.organizationId(), settings, expiresAt, now, null));
        });
  }

  /**
   * @throws ProblemException 400 for invalid input, 404, 409 as {@link RotateKey} says
   */
  MakeKey.Made rotate(UUID id, RotateRequest request) {
    var errors = new FieldErrors();
    Duration overlap = request.duration(errors);
    errors.throwIfAny();
    return inForceHere(handle -> rotate.rotate(handle, caller.organizationId(), id, overlap));
  }

  /**
   * @throws ProblemException 400 for invalid input, 404, 409 for a revoked key
   */
  ApiKey change(UUID id, ChangeKeyRequest request) {
    UUID organizationId = caller.organizationId();
    return inForceHere(
        handle -> {
          KeySettings before = changeable(handle, organizationId, id);
          var errors = new FieldErrors();
          KeySettings settings = request.settings(before, errors, scopes.namesForUse(handle));
          errors.throwIfAny();
          if (!settings.equals(before)) {
            keys.update(handle, organizationId, id, settings, clock.instant());
            record(handle, "api_key.changed", id, settings.changesFrom(before));
          }
          return keys.find(handle, organizationId, id).orElseThrow();
        });
  }

  /** Revokes the key, or finds it revoked already. */
  ApiKey revoke(UUID id) {
    UUID organizationId = caller.organizationId();
    return inForceHere(
        handle -> {
          boolean revokedNow = keys.revoke(handle, organizationId, id, clock.instant());
          ApiKey key = keys.find(handle, organizationId, id).orElseThrow(ManageKeys::notFound);
          if (revokedNow) {
            record(handle, "api_key.revoked", id, Map.of("name", key.name()));
            announce.revoked(handle, key);
          }
          return key;
        });
  }

  static ProblemException notFound() {
    return ProblemException.notFound("API key");
  }

  /** Whoever changed a key and asks the same node finds it changed. */
  private <T> T inForceHere(HandleCallback<T, RuntimeException> change) {
    T changed = jdbi.inTransaction(change);
    stream.catchUp();
    return changed;
  }

  private KeySettings changeable(Handle handle, UUID organizationId, UUID id) {
    ApiKey key = keys.findLocked(handle, organizationId, id).orElseThrow(ManageKeys::notFound);
    if (key.revokedAt() != null) {
      throw ProblemException.conflict("The key is revoked: it can't be changed any more.");
    }
    return KeySettings.of(key);
  }

  private void record(
      Handle handle, String action, UUID id, Map<String, ? extends @Nullable Object> detail) {
    audit.record(handle, action, IdKind.API_KEY.format(id), detail);
  }
}
