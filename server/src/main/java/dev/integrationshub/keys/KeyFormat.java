package dev.integrationshub.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.integrationshub.platform.crypto.RandomText;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.CRC32;

/**
 * The text form of API keys: {@code ihk_live_<public id>_<secret><checksum>}, with 10, 32 and 6
 * base 62 characters. The fixed start lets secret scanners find leaked keys. The checksum, a CRC-32
 * of everything before it, tells a mistyped or cut key without a look-up: it finds every change of
 * a single character.
 */
public final class KeyFormat {
  private static final String LIVE = "ihk_live_";
  private static final String TEST = "ihk_test_";

  private static final int PUBLIC_ID_LENGTH = 10;
  private static final int SECRET_LENGTH = 32;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int PREFIX_LENGTH = LIVE.length() + PUBLIC_ID_LENGTH;
  private static final int SECRET_START = PREFIX_LENGTH + 1;
  private static final int CHECKSUM_START = SECRET_START + SECRET_LENGTH;
  private static final int LENGTH = CHECKSUM_START + CHECKSUM_LENGTH;

  private KeyFormat() {}

  /** Whether the text means to be an API key, well-formed or not. */
  public static boolean isApiKey(String text) {
    return text.startsWith(LIVE) || text.startsWith(TEST);
  }

  /** Reads a key of exactly this format; empty for any other text, however long. */
  public static Optional<KeyText> parse(String text) {
    if (text.length() != LENGTH
        || !isApiKey(text)
        || text.charAt(PREFIX_LENGTH) != '_'
        || !isBase62(text, LIVE.length(), PREFIX_LENGTH)
        || !isBase62(text, SECRET_START, CHECKSUM_START)
        || !text.endsWith(checksum(text.substring(0, CHECKSUM_START)))) {
      return Optional.empty();
    }
    return Optional.of(new KeyText(text.substring(0, PREFIX_LENGTH), text));
  }

  /**
   * Makes a new key.
   *
   * @param randomBase62 draws that many unguessable base 62 characters
   */
  static KeyText generate(IntFunction<String> randomBase62) {
    String prefix = LIVE + randomBase62.apply(PUBLIC_ID_LENGTH);
    String checked = prefix + "_" + randomBase62.apply(SECRET_LENGTH);
    return new KeyText(prefix, checked + checksum(checked));
  }

  /** CRC-32 as in zlib and PNG, as a base 62 number padded to 6 digits. */
  static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = RandomText.BASE62.charAt((int) (rest % 62));
      rest /= 62;
    }
    return new String(digits);
  }

  private static boolean isBase62(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean isOne = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!isOne) {
        return false;
      }
    }
    return true;
  }
}
