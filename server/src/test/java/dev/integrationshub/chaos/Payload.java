package dev.integrationshub.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * An event's data: its number, some text, and a digest of both, so that whatever changed on the way
 * shows.
 */
record Payload(int number, String text) {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz äß€\uD83D\uDE00";
  private static final int MOST_LETTERS = 400;

  /** The same for the same seed and number. */
  static Payload of(long seed, int number) {
    Random random = new Random(seed * 31 + number);
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    random
        .ints(random.nextInt(MOST_LETTERS), 0, letters.length)
        .forEach(letter -> text.appendCodePoint(letters[letter]));
    return new Payload(number, text.toString());
  }

  String json() {
    return "{\"number\":%d,\"text\":\"%s\",\"digest\":\"%s\"}".formatted(number, text, digest());
  }

  /** Whether the data is that of some payload, unchanged. */
  static boolean isIntact(JsonNode data) {
    return new Payload(data.path("number").asInt(-1), data.path("text").asText())
        .digest()
        .equals(data.path("digest").asText());
  }

  private String digest() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest((number + ":" + text).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
