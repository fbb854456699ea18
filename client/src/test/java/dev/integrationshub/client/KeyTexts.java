package dev.integrationshub.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32;

/** Keys that nobody holds. */
public final class KeyTexts {
  static final String START = "ihk_live_0123456789_abcdefghijklmnopqrstuvwxyzABCDEF";

  public static final String WELL_FORMED = withChecksum(START);

  private KeyTexts() {}

  static String withChecksum(String start) {
    var crc = new CRC32();
    crc.update(start.getBytes(US_ASCII));
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    StringBuilder checksum = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < 6; i++) {
      checksum.insert(0, digits.charAt((int) (rest % 62)));
      rest /= 62;
    }
    return start + checksum;
  }
}
