package dev.integrationshub.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 of credentials under the pepper, which is derived from the encryption key and so
 * lies outside the database: a stolen database can't be searched for keys.
 */
public final class KeyHasher {
  /** Stored beside each hash, so that the pepper can be changed one day. */
  public static final int PEPPER_VERSION = 1;

  /** Never used itself: a copy of it costs less than another one that must learn the pepper. */
  private final Mac peppered;

  public KeyHasher(EncryptionKey key) {
    try {
      this.peppered = Mac.getInstance("HmacSHA256");
      peppered.init(new SecretKeySpec(key.derive("key hash pepper"), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HMAC-SHA-256", e);
    }
  }

  /** 32 bytes. Compare them with {@link java.security.MessageDigest#isEqual}. */
  public byte[] hash(String credential) {
    try {
      return ((Mac) peppered.clone()).doFinal(credential.getBytes(UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HMAC-SHA-256 can't be copied", e);
    }
  }
}
