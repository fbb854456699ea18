package dev.integrationshub.keys;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Acts on a key that was found where it should not be, in one transaction: the key, its audit entry
 * and its event. Only who knows the whole key can do harm by it, so only a whole key counts.
 */
@ApplicationScoped
public class ReportLeak {
  private static final String LEAKED = "api_key.leaked";

  private final Jdbi jdbi;
  private final ApiKeys keys;
  private final LeakedKeys leaks;
  private final KeyHasher hasher;
  private final InstantSource clock;
  private final RecordAudit audit;
  private final AnnounceKey announce;

  ReportLeak(
      Jdbi jdbi,
      ApiKeys keys,
      LeakedKeys leaks,
      KeyHasher hasher,
      InstantSource clock,
      RecordAudit audit,
      AnnounceKey announce) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.leaks = leaks;
    this.hasher = hasher;
    this.clock = clock;
    this.audit = audit;
    this.announce = announce;
  }

  /** Who reports, which is whom the audit names. */
  public enum Reporter {
    CALLER,
    /** The hub itself, on the word of somebody without a credential. */
    HUB
  }

  /** The same report again changes nothing more. */
  public ReportedLeak report(LeakedToken leak, Reporter reporter) {
    Optional<KeyText> text = KeyFormat.parse(leak.token());
    if (text.isEmpty()) {
      return new ReportedLeak.NoKey();
    }
    byte[] hash = hasher.hash(text.get().value());
    return jdbi.inTransaction(
        handle ->
            keys.findProven(handle, text.get().prefix(), hash)
                .map(key -> act(handle, key, leak, reporter))
                .orElseGet(ReportedLeak.NoKey::new));
  }

  private ReportedLeak act(Handle handle, ApiKey found, LeakedToken leak, Reporter reporter) {
    ApiKey key = keys.findLocked(handle, found.organizationId(), found.id()).orElseThrow();
    Optional<LeakAction> past = leaks.pastAction(handle, key.id());
    Instant now = clock.instant();
    boolean works = KeyStatus.of(key, now) == KeyStatus.ACTIVE;
    if (!works && past.isPresent()) {
      return known(key, past.get());
    }
    LeakAction action = works ? LeakAction.DISABLED : LeakAction.NONE;
    leaks.mark(handle, key.id(), action, now);
    record(handle, key, leak, reporter, action);
    if (action != LeakAction.NONE) {
      announce.leaked(handle, key, leak.source(), leak.url(), action.code());
    }
    return known(key, action);
  }

  private void record(
      Handle handle, ApiKey key, LeakedToken leak, Reporter reporter, LeakAction action) {
    String target = IdKind.API_KEY.format(key.id());
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("name", key.name());
    detail.put("source", leak.source());
    detail.put("url", leak.url());
    detail.put("action", action.code());
    switch (reporter) {
      case CALLER -> audit.record(handle, key.organizationId(), LEAKED, target, detail);
      case HUB -> audit.recordOfHub(handle, key.organizationId(), LEAKED, target, detail);
    }
  }

  private static ReportedLeak known(ApiKey key, LeakAction action) {
    return new ReportedLeak.Known(key.id(), key.organizationId(), action, Optional.empty());
  }
}
