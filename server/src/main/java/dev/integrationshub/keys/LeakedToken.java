package dev.integrationshub.keys;

import org.jspecify.annotations.Nullable;

/**
 * A text that somebody found where no key should be.
 *
 * @param token perhaps a whole key; never stored, never logged
 * @param source who or what found it, such as {@code github}
 * @param url where
 */
public record LeakedToken(String token, @Nullable String source, @Nullable String url) {

  @Override
  public String toString() {
    return "LeakedToken[" + source + "]";
  }
}
