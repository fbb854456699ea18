package dev.integrationshub.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A webhook's asymmetric key (Standard Webhooks, "Signature scheme"). Receivers verify with the
 * public half, {@code whpk_} and the base64 of its 32 bytes; the private half never leaves the hub.
 *
 * @param bytes the seed of Ed25519 (RFC 8032 section 5.1.5) and then the public key, 32 bytes each
 */
public record WebhookKeyPair(byte[] bytes) implements SigningKey {
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final String ALGORITHM = "Ed25519";
  private static final int HALF = 32;

  public WebhookKeyPair {
    if (bytes.length != 2 * HALF) {
      throw new IllegalArgumentException("an Ed25519 key pair has 64 bytes, not " + bytes.length);
    }
    bytes = bytes.clone();
  }

  public static WebhookKeyPair generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      byte[] bytes = Arrays.copyOf(lastHalf(pair.getPrivate().getEncoded()), 2 * HALF);
      System.arraycopy(lastHalf(pair.getPublic().getEncoded()), 0, bytes, HALF, HALF);
      return new WebhookKeyPair(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks Ed25519", e);
    }
  }

  @Override
  public SignatureScheme scheme() {
    return SignatureScheme.V1A;
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The public key. */
  @Override
  public String verifier() {
    return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(lastHalf(bytes));
  }

  @Override
  public byte[] sign(byte[] head, byte[] body) {
    try {
      var seed = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(bytes, HALF));
      PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(seed);
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(head);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks Ed25519", e);
    }
  }

  /** Both encodings of a key, PKCS #8 and X.509, end with its 32 bytes (RFC 8410). */
  private static byte[] lastHalf(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - HALF, encoded.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookKeyPair that && Arrays.equals(bytes, that.bytes);
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
