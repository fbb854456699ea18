package dev.integrationshub.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the value of the {@code webhook-signature} header (Standard Webhooks). */
public final class SignMessage {
  private SignMessage() {}

  /**
   * Signs {@code id.timestamp.body} with each key by its own scheme.
   *
   * @param keys the current one first, then those that still count after a rotation; at least one
   * @param id the {@code webhook-id}; without dots, so that the three parts can't be shifted
   * @param timestampSeconds the {@code webhook-timestamp}: unix seconds of the attempt
   * @param body the exact bytes that are sent
   * @return {@code v1,<base64>} or {@code v1a,<base64>} for each key in the given order, separated
   *     by spaces
   */
  public static String sign(
      List<? extends SigningKey> keys, String id, long timestampSeconds, byte[] body) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("nothing to sign with: at least one key is needed");
    }
    if (id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("the id of a signed message has no dots: " + id);
    }
    byte[] head = (id + "." + timestampSeconds + ".").getBytes(UTF_8);
    return keys.stream()
        .map(key -> key.scheme().code() + "," + base64(key.sign(head, body)))
        .collect(Collectors.joining(" "));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
