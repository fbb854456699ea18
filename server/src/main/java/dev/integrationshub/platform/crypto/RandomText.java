package dev.integrationshub.platform.crypto;

import java.security.SecureRandom;

/** Unguessable texts for tokens and keys. */
public final class RandomText {
  /** In ASCII order, as base 62 is usually written. */
  public static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Base 62 characters, each drawn evenly; 22 of them carry 130 bits. */
  public static String base62(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(BASE62.charAt(RANDOM.nextInt(BASE62.length())));
    }
    return text.toString();
  }
}
