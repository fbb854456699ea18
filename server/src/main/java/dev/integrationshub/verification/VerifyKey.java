package dev.integrationshub.verification;

import dev.integrationshub.keys.ApiKey;
import dev.integrationshub.keys.ApiKeys;
import dev.integrationshub.keys.KeyFormat;
import dev.integrationshub.keys.KeyText;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.usage.UsageMinutes;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Decides on presented keys and counts the calls. */
@ApplicationScoped
class VerifyKey {
  private static final Logger LOG = Logger.getLogger(VerifyKey.class);

  /** Stands in for the hash of a key that is not there, so that both take the same time. */
  private static final byte[] NO_HASH = new byte[32];

  /**
   * Where nothing is allowed against a limit, a crash may lose the last moments of statistics, and
   * the calls of one key need not wait for the disk one after the other.
   */
  private static final String COMMIT_WITHOUT_WAITING = "SET LOCAL synchronous_commit = off";

  private final Jdbi jdbi;
  private final ApiKeys keys;
  private final UsageMinutes usage;
  private final KeyHasher hasher;
  private final InstantSource clock;

  VerifyKey(Jdbi jdbi, ApiKeys keys, UsageMinutes usage, KeyHasher hasher, InstantSource clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.usage = usage;
    this.hasher = hasher;
    this.clock = clock;
  }

  /**
   * @throws ProblemException 503 when the database can't tell: never a denial
   */
  Verification verify(String presented, Ask ask) {
    Optional<KeyText> text = KeyFormat.parse(presented);
    if (text.isEmpty()) {
      return new Verification.Malformed();
    }
    byte[] hash = hasher.hash(text.get().value());
    try {
      return jdbi.inTransaction(handle -> verify(handle, text.get().prefix(), hash, ask));
    } catch (JdbiException e) {
      LOG.errorf(e, "Can't decide on the key %s", text.get().prefix());
      throw ProblemException.unavailable("The hub can't decide on this key right now: try again.");
    }
  }

  private Verification verify(Handle handle, String prefix, byte[] hash, Ask ask) {
    Optional<ApiKey> found = keys.findByPrefix(handle, prefix);
    byte[] expected = found.map(ApiKey::hash).orElse(NO_HASH);
    if (!MessageDigest.isEqual(expected, hash) || found.isEmpty()) {
      return new Verification.NotFound();
    }
    return decide(handle, found.get(), ask);
  }

  /**
   * Under the key's lock from the first statement on, so that two calls never share a remainder.
   */
  private Verification decide(Handle handle, ApiKey key, Ask ask) {
    keys.touch(handle, key.id(), ask.address());
    HourWindow window = window(handle, key);
    VerificationCode code = Decide.on(key, ask, window, clock.instant());
    usage.count(handle, key.id(), code.name(), ask.cost());
    boolean allowed = code == VerificationCode.VALID;
    if (window == null || !allowed) {
      handle.execute(COMMIT_WITHOUT_WAITING);
    }
    return new Verification.Proven(
        key, code, window != null && allowed ? window.plus(ask.cost()) : window);
  }

  private @Nullable HourWindow window(Handle handle, ApiKey key) {
    Integer limit = key.rateLimitPerHour();
    return limit == null ? null : HourWindow.of(limit, usage.lastHour(handle, key.id()));
  }
}
