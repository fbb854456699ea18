package dev.integrationshub.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text of an API key, taken apart: {@code ihk_live_<public id>_<secret><checksum>} with 10, 32
 * and 6 base 62 characters, or {@code ihk_test_…}. The checksum is the CRC-32 of all before it, so
 * that a mistyped or cut key is told without asking anybody.
 */
final class KeyText {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String LIVE = "ihk_live_";
  private static final String TEST = "ihk_test_";
  private static final int PREFIX_LENGTH = 19;
  private static final int CHECKSUM_START = 52;
  private static final int LENGTH = 58;

  private static final byte[] DIGIT_OF = digits();
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(KeyText::sha256);

  private final String prefix;
  private final byte[] digest;

  private KeyText(String prefix, byte[] digest) {
    this.prefix = prefix;
    this.digest = digest;
  }

  /** Null where the text is no key. */
  static @Nullable KeyText parse(String text) {
    if (text.length() != LENGTH || !(text.startsWith(LIVE) || text.startsWith(TEST))) {
      return null;
    }
    byte[] bytes = text.getBytes(ISO_8859_1);
    if (bytes[PREFIX_LENGTH] != '_' || !isBase62(bytes) || !checksumFits(bytes)) {
      return null;
    }
    return new KeyText(text.substring(0, PREFIX_LENGTH), SHA_256.get().digest(bytes));
  }

  /** What may be shown of the key. */
  String prefix() {
    return prefix;
  }

  /** SHA-256 of the whole key. It is random and long, so it needs no slower hash. */
  byte[] digest() {
    return digest;
  }

  private static boolean isBase62(byte[] text) {
    for (int i = LIVE.length(); i < LENGTH; i++) {
      if (i != PREFIX_LENGTH && (text[i] < 0 || DIGIT_OF[text[i]] < 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean checksumFits(byte[] text) {
    CRC32 crc = new CRC32();
    crc.update(text, 0, CHECKSUM_START);
    long told = 0;
    for (int i = CHECKSUM_START; i < LENGTH; i++) {
      told = told * 62 + DIGIT_OF[text[i]];
    }
    return told == crc.getValue();
  }

  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < BASE62.length(); i++) {
      digits[BASE62.charAt(i)] = (byte) i;
    }
    return digits;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
