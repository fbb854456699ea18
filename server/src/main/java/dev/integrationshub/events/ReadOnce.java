package dev.integrationshub.events;

import dev.integrationshub.platform.problems.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header Idempotency-Key with the body that it stands for. */
final class ReadOnce {
  static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private ReadOnce() {}

  /**
   * @return null without a key
   * @throws ProblemException 400 for what is no key
   */
  static Publication.@Nullable Once read(@Nullable String key, byte[] body) {
    if (key == null) {
      return null;
    }
    if (!KEY.matcher(key).matches()) {
      throw ProblemException.badRequest("Idempotency-Key must have 1 to 255 visible characters.");
    }
    return new Publication.Once(key, sha256(body));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
