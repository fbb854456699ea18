package dev.integrationshub.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the product wants published.
 *
 * @param data the exact bytes of the {@code data} object
 * @param once makes a repetition of the same request harmless; null where the caller sent no key
 */
public record Publication(UUID organizationId, String type, byte[] data, @Nullable Once once) {

  /**
   * @param key the caller's Idempotency-Key
   * @param bodyHash SHA-256 of the request's body
   */
  public record Once(String key, byte[] bodyHash) {}

  @Override
  public String toString() {
    return "Publication[" + type + ", " + data.length + " bytes]";
  }
}
