package dev.integrationshub.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the value of the {@code webhook-signature} header (Standard Webhooks). */
public final class SignMessage {
  private static final String ALGORITHM = "HmacSHA256";

  private SignMessage() {}

  /**
   * Signs {@code id.timestamp.body} by HMAC-SHA-256 with each secret.
   *
   * @param secrets the current one first, then those that still count after a rotation; at least
   *     one
   * @param id the {@code webhook-id}; without dots, so that the three parts can't be shifted
   * @param timestampSeconds the {@code webhook-timestamp}: unix seconds of the attempt
   * @param body the exact bytes that are sent
   * @return {@code v1,<base64>} for each secret in the given order, separated by spaces
   */
  public static String v1(
      List<WebhookSecret> secrets, String id, long timestampSeconds, byte[] body) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("nothing to sign with: at least one secret is needed");
    }
    if (id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("the id of a signed message has no dots: " + id);
    }
    byte[] head = (id + "." + timestampSeconds + ".").getBytes(UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, head, body)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] hmac(WebhookSecret secret, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HMAC-SHA-256", e);
    }
  }
}
