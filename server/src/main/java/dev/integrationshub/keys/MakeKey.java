package dev.integrationshub.keys;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.organizations.OrganizationLimits;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.crypto.RandomText;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new key in the transaction at hand, as the current caller: stored, audited, announced.
 */
@ApplicationScoped
class MakeKey {
  private final ApiKeys keys;
  private final OrganizationLimits limits;
  private final KeyHasher hasher;
  private final Ids ids;
  private final CurrentCaller caller;
  private final RecordAudit audit;
  private final AnnounceKey announce;

  MakeKey(
      ApiKeys keys,
      OrganizationLimits limits,
      KeyHasher hasher,
      Ids ids,
      CurrentCaller caller,
      RecordAudit audit,
      AnnounceKey announce) {
    this.keys = keys;
    this.limits = limits;
    this.hasher = hasher;
    this.ids = ids;
    this.caller = caller;
    this.audit = audit;
    this.announce = announce;
  }

  /** A key just made, with the text that nobody sees again. */
  record Made(ApiKey key, KeyText text) {}

  /**
   * What is asked for.
   *
   * @param replaces the key in whose place a rotation makes this one; null for any other
   */
  record Wanted(
      UUID organizationId,
      KeySettings settings,
      @Nullable Instant expiresAt,
      Instant now,
      @Nullable UUID replaces) {}

  /**
   * @throws ProblemException 409 at the limit of keys
   */
  Made make(Handle handle, Wanted wanted) {
    UUID organizationId = wanted.organizationId();
    requireRoom(handle, organizationId, wanted.now());
    KeyText text = KeyFormat.generate(RandomText::base62);
    UUID id = ids.next();
    keys.insert(
        handle,
        new ApiKeys.NewKey(
            id,
            organizationId,
            text,
            hasher.hash(text.value()),
            wanted.settings(),
            wanted.expiresAt(),
            wanted.now(),
            KeyAuthor.of(caller.get())));
    audit.record(
        handle, organizationId, "api_key.created", IdKind.API_KEY.format(id), detail(wanted, text));
    ApiKey key = keys.find(handle, organizationId, id).orElseThrow();
    announce.created(handle, key, wanted.replaces());
    return new Made(key, text);
  }

  private static Map<String, @Nullable Object> detail(Wanted wanted, KeyText text) {
    Map<String, @Nullable Object> detail = wanted.settings().all();
    detail.put("prefix", text.prefix());
    detail.put("expiresAt", wanted.expiresAt());
    if (wanted.replaces() != null) {
      detail.put("replaces", IdKind.API_KEY.format(wanted.replaces()));
    }
    return detail;
  }

  private void requireRoom(Handle handle, UUID organizationId, Instant now) {
    keys.lockCreation(handle, organizationId);
    int allowed = limits.find(handle, organizationId).orElseThrow().apiKeysAllowed();
    int live = keys.countLive(handle, organizationId, now);
    if (live >= allowed) {
      throw ProblemException.conflict(
          "The organization has "
              + live
              + " API keys, and its limit is "
              + allowed
              + ": revoke one that is not needed any more.");
    }
  }
}
