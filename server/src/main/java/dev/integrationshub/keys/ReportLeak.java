package dev.integrationshub.keys;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
  private static final String BEFORE_ROTATION = "before_rotation";

  private final Jdbi jdbi;
  private final KeyStream stream;
  private final ApiKeys keys;
  private final FindProvenKeys proven;
  private final LeakedKeys leaks;
  private final RotateKey rotate;
  private final KeyHasher hasher;
  private final InstantSource clock;
  private final RecordAudit audit;
  private final AnnounceKey announce;

  ReportLeak(
      Jdbi jdbi,
      KeyStream stream,
      ApiKeys keys,
      FindProvenKeys proven,
      LeakedKeys leaks,
      RotateKey rotate,
      KeyHasher hasher,
      InstantSource clock,
      RecordAudit audit,
      AnnounceKey announce) {
    this.jdbi = jdbi;
    this.stream = stream;
    this.keys = keys;
    this.proven = proven;
    this.leaks = leaks;
    this.rotate = rotate;
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

  /**
   * Finds the key and acts on it. The same report again changes nothing more and gets the same
   * answer, but for a replacement: that is handed out once.
   */
  public ReportedLeak report(LeakedToken leak, Reporter reporter, LeakResponse response) {
    Optional<KeyText> text = KeyFormat.parse(leak.token());
    if (text.isEmpty()) {
      return new ReportedLeak.NoKey();
    }
    byte[] hash = hasher.hash(text.get().value());
    ReportedLeak reported =
        jdbi.inTransaction(
            handle ->
                proven.findAll(handle, Map.of(text.get(), hash)).stream()
                    .findFirst()
                    .map(found -> act(handle, found.key(), leak, reporter, response))
                    .orElseGet(ReportedLeak.NoKey::new));
    if (!(reported instanceof ReportedLeak.NoKey)) {
      stream.catchUp();
    }
    return reported;
  }

  private ReportedLeak act(
      Handle handle, ProvenKey found, LeakedToken leak, Reporter reporter, LeakResponse response) {
    ApiKey key = keys.findLocked(handle, found.organizationId(), found.id()).orElseThrow();
    Instant now = clock.instant();
    LeakStep step =
        LeakStep.decide(
            KeyStatus.of(key, now),
            leaks.pastAction(handle, key.id()),
            key.replacedBy() != null,
            response);
    if (step instanceof LeakStep.Repeat repeat) {
      return known(key, repeat.action(), Optional.empty());
    }
    Optional<CreatedKeyView> replacement =
        step instanceof LeakStep.Replace replace
            ? rotateIfRoom(handle, key, replace.overlap(), now)
            : Optional.empty();
    LeakAction action = take(handle, key, step, replacement.isPresent(), now);
    leaks.mark(handle, key.id(), action, now);
    record(handle, key, leak, reporter, action);
    if (action != LeakAction.NONE) {
      ApiKey changed = keys.find(handle, key.organizationId(), key.id()).orElseThrow();
      announce.leaked(handle, changed, leak.source(), leak.url(), action.code());
    }
    return known(key, action, replacement);
  }

  private LeakAction take(
      Handle handle, ApiKey key, LeakStep step, boolean isReplacedNow, Instant now) {
    return switch (step) {
      case LeakStep.Repeat repeat -> repeat.action();
      case LeakStep.Note note -> LeakAction.NONE;
      case LeakStep.SwitchOff off -> LeakAction.DISABLED;
      case LeakStep.Replace replace -> isReplacedNow ? LeakAction.ROTATED : LeakAction.DISABLED;
      case LeakStep.Shorten shorten -> {
        leaks.expireBy(handle, key.id(), now.plus(shorten.overlap()));
        yield LeakAction.ROTATED;
      }
    };
  }

  /** Where the organization has no room for another key, the leaked one must go all the same. */
  private Optional<CreatedKeyView> rotateIfRoom(
      Handle handle, ApiKey key, Duration overlap, Instant now) {
    handle.savepoint(BEFORE_ROTATION);
    try {
      MakeKey.Made made = rotate.rotate(handle, key.organizationId(), key.id(), overlap);
      return Optional.of(CreatedKeyView.of(made, now));
    } catch (ProblemException noRoom) {
      handle.rollbackToSavepoint(BEFORE_ROTATION);
      return Optional.empty();
    }
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

  private static ReportedLeak known(
      ApiKey key, LeakAction action, Optional<CreatedKeyView> replacement) {
    return new ReportedLeak.Known(key.id(), key.organizationId(), action, replacement);
  }
}
