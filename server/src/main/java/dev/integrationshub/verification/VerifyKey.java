package dev.integrationshub.verification;

import dev.integrationshub.keys.KeyFormat;
import dev.integrationshub.keys.KeyText;
import dev.integrationshub.keys.KnownKeys;
import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.usage.LimitCalls;
import dev.integrationshub.usage.RecordUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** Decides on presented keys and counts the calls. */
@ApplicationScoped
class VerifyKey {
  private static final Logger LOG = Logger.getLogger(VerifyKey.class);

  private final KnownKeys keys;
  private final LimitCalls limits;
  private final RecordUsage usage;
  private final KeyHasher hasher;
  private final DecideAndCount decide;

  VerifyKey(
      KnownKeys keys,
      LimitCalls limits,
      RecordUsage usage,
      KeyHasher hasher,
      DecideAndCount decide) {
    this.keys = keys;
    this.limits = limits;
    this.usage = usage;
    this.hasher = hasher;
    this.decide = decide;
  }

  /**
   * @throws ProblemException 503 when the database can't tell: never a denial
   */
  Verification verify(String presented, Ask ask) {
    Optional<KeyText> text = KeyFormat.parse(presented);
    if (text.isEmpty()) {
      return new Verification.Malformed();
    }
    return orUnavailable(
        () -> {
          byte[] hash = hasher.hash(text.get().value());
          return decide(text.get(), keys.find(text.get(), hash), ask);
        });
  }

  /**
   * As {@link #verify}, with one look-up for all of them.
   *
   * @return in the order of the keys
   */
  List<Verification> verifyAll(List<Presented> presented) {
    Map<String, KeyText> texts = new HashMap<>();
    presented.forEach(
        one -> KeyFormat.parse(one.key()).ifPresent(text -> texts.put(one.key(), text)));
    return orUnavailable(
        () -> {
          Map<KeyText, ProvenKey> found = find(Set.copyOf(texts.values()));
          return presented.stream()
              .map(
                  one -> {
                    KeyText text = texts.get(one.key());
                    return text == null
                        ? new Verification.Malformed()
                        : decide(text, Optional.ofNullable(found.get(text)), one.ask());
                  })
              .toList();
        });
  }

  private Map<KeyText, ProvenKey> find(Set<KeyText> texts) {
    Map<KeyText, byte[]> hashes = new HashMap<>();
    texts.forEach(text -> hashes.put(text, hasher.hash(text.value())));
    return keys.findAll(hashes);
  }

  private static <T> T orUnavailable(Supplier<T> decision) {
    try {
      return decision.get();
    } catch (ConnectionException e) {
      LOG.warnf("Can't decide on a key without the database: %s", e.getMessage());
      throw ProblemException.unavailable("The hub can't decide on this key right now: try again.");
    } catch (JdbiException e) {
      LOG.error("Can't decide on a key", e);
      throw ProblemException.unavailable("The hub can't decide on this key right now: try again.");
    }
  }

  private Verification decide(KeyText text, Optional<ProvenKey> key, Ask ask) {
    if (key.isEmpty()) {
      usage.wrongSecret(text.prefix());
      return new Verification.NotFound();
    }
    return Objects.requireNonNull(decide.decide(key.get(), ask, limits));
  }
}
