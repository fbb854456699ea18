package dev.integrationshub.verification;

import dev.integrationshub.keys.KeyFormat;
import dev.integrationshub.keys.KeyText;
import dev.integrationshub.keys.KnownKeys;
import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.usage.LimitCalls;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on presented keys as {@link VerifyKey} does, as far as that takes no wait: so an event
 * loop may ask it.
 */
@Singleton
class VerifyFromMemory {
  private final KnownKeys keys;
  private final LimitCalls limits;
  private final DecideAndCount decide;
  private final KeyHasher hasher;

  VerifyFromMemory(KnownKeys keys, LimitCalls limits, DecideAndCount decide, KeyHasher hasher) {
    this.keys = keys;
    this.limits = limits;
    this.decide = decide;
    this.hasher = hasher;
  }

  /**
   * @return null, with nothing counted, where memory does not suffice
   */
  @Nullable Verification verify(String presented, Ask ask) {
    Optional<KeyText> text = KeyFormat.parse(presented);
    if (text.isEmpty()) {
      return new Verification.Malformed();
    }
    Optional<ProvenKey> key = keys.remembered(text.get().prefix(), hasher.hash(text.get().value()));
    return key.isEmpty() ? null : decide.decide(key.get(), ask, limits.fromMemory());
  }
}
