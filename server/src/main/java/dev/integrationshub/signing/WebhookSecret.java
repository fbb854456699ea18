package dev.integrationshub.signing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook's symmetric secret: {@code whsec_} and the base64 of 24 to 64 bytes (Standard Webhooks,
 * "Signature scheme"). It never shows itself in a log: {@link #toString} prints {@code ***}.
 *
 * @param bytes 24 to 64 bytes: the key of the HMAC
 */
public record WebhookSecret(byte[] bytes) implements SigningKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int GENERATED_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  public WebhookSecret {
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a webhook secret has 24 to 64 bytes, not " + bytes.length);
    }
    bytes = bytes.clone();
  }

  /** A new one of 32 random bytes. */
  public static WebhookSecret generate() {
    byte[] bytes = new byte[GENERATED_BYTES];
    RANDOM.nextBytes(bytes);
    return new WebhookSecret(bytes);
  }

  /**
   * Reads the text form. Only the one canonical base64 spelling (RFC 4648 section 4, padded) is
   * taken, so that the text shown again is the text that was given.
   */
  public static Optional<WebhookSecret> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    return Optional.of(new WebhookSecret(bytes)).filter(secret -> secret.text().equals(text));
  }

  /** The form that the customer copies into the receiver. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public SignatureScheme scheme() {
    return SignatureScheme.V1;
  }

  /** The secret itself. */
  @Override
  public String verifier() {
    return text();
  }

  @Override
  public byte[] sign(byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HMAC-SHA-256", e);
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
